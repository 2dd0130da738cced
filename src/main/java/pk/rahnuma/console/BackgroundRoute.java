package pk.rahnuma.console;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a route of the console that pages call without anybody doing something: such a request does not keep the
/// session from ending.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BackgroundRoute {

    Condition value() default Condition.ALWAYS;

    /// Which requests are meant.
    enum Condition {
        ALWAYS,
        /// Those that htmx sends for a part of the page; the page itself is asked for by somebody.
        PARTIAL_PAGES
    }
}
