package io.glidepath.features;

/** How a category becomes columns, and what becomes of levels that are new when scoring. */
public record EncodingSpec(Encoding levels, Unseen unseen) {}
