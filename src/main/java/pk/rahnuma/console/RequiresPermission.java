package pk.rahnuma.console;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import pk.rahnuma.staff.StaffPermission;

/// Which rights a route of the console asks for, all of them. Stands at every route, or the [ConsoleSecurityFilter]
/// lets nobody through.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {
    StaffPermission[] value();
}
