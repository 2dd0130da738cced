package pk.rahnuma.console;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a route that pages of the console request automatically: such a request does not extend the session.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BackgroundRoute {

    Condition value() default Condition.ALWAYS;

    /// Requests to which it applies.
    enum Condition {
        ALWAYS,
        /// Requests of htmx for a part of the page; a request for the page itself comes from the user.
        PARTIAL_PAGES
    }
}
