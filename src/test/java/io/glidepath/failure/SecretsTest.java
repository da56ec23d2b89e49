package io.glidepath.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "fs.s3a.secret.key",
        "fs.s3a.access.key",
        "fs.s3a.proxy.pwd",
        "fs.azure.sas.box.acct.blob.core.windows.net",
        "fs.azure.account.key.acct",
        "oauth-token",
        "sas"
      })
  void namesOfSecrets(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mergeSchema", "basePath", "monkey", "sassafras", "recursiveFileLookup"})
  void otherNames(String name) {
    assertThat(Secrets.isSecret(name)).isFalse();
  }

  @Test
  void urlsKeepTheRest() {
    assertThat(Secrets.mask("at s3a://k:s/3+@b/p?v=1&sig=x%2F&X-Amz-Credential=y#z, ok"))
        .isEqualTo("at s3a://***@b/p?v=1&sig=***&X-Amz-Credential=***#z, ok");
    String plain = "abfss://box@acct.dfs.core.windows.net/year=2020/a?b=c";
    assertThat(Secrets.mask(plain)).isEqualTo(plain);
  }

  @Test
  void messagesLoseValuesByName() {
    assertThat(Secrets.told("'a.password=x y', secret = \"p q\" and api_key=z; folds.count=5"))
        .isEqualTo("'a.password=*** y', secret = *** and api_key=***; folds.count=5");
    assertThat(Secrets.told("columns.key: expected a list")).contains("expected a list");
  }
}
