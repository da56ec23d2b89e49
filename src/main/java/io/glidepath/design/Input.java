package io.glidepath.design;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * One column that is read.
 *
 * @param position where it stands in the selected Dataset
 * @param firstColumn the first design column it fills; -1 if it fills none
 * @param width the number of design columns it fills; 0 if it fills none
 */
record Input(int position, String name, Role role, DataType type, int firstColumn, int width)
    implements Serializable {}
