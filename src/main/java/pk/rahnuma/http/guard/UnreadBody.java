package pk.rahnuma.http.guard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Route that does not read its body, which may be of any type.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface UnreadBody {}
