package io.glidepath.features;

/** How a category becomes columns, and what happens to levels first seen when scoring. */
public record EncodingSpec(Encoding levels, Unseen unseen) {}
