package pk.rahnuma.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Shortest and longest time of a setting, as an operator writes them, such as `30m`. Bean Validation has no constraint
/// of times. The variable is checked, not the record, so that a test may have shorter times.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface TimeRange {

    String min();

    String max();
}
