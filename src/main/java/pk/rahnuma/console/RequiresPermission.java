package pk.rahnuma.console;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import pk.rahnuma.staff.StaffPermission;

/// Permissions that a route of the console needs, all of them. The [ConsoleSecurityFilter] closes a route without this
/// annotation or [OpenRoute].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {
    StaffPermission[] value();
}
