package pk.rahnuma.desk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import pk.rahnuma.staff.Right;

/// Which rights a route of the console asks for, all of them. Stands at every route, or the [Gate] lets nobody through.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    Right[] value();
}
