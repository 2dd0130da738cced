package pk.rahnuma.console;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A route of the console that needs no right: the way in, and what everybody who is in may do with their own account.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpenRoute {

    Access value();

    enum Access {
        /// For whoever has no session.
        ANONYMOUS,
        /// For everybody with a session, whatever their role.
        SIGNED_IN
    }
}
