package pk.rahnuma.console;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a route of the console that needs no permission: sign-in, and the user's own account.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpenRoute {

    Access value();

    enum Access {
        /// Open to users without a session.
        ANONYMOUS,
        /// Open to all users with a session, whatever their role.
        SIGNED_IN
    }
}
