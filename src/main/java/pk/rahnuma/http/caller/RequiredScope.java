package pk.rahnuma.http.caller;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import pk.rahnuma.organisation.KeyScope;

/// Opens a route to keys of organisations that have this scope. A route of persons without it refuses every key.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiredScope {
    KeyScope value();
}
