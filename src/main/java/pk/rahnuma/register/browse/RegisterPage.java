package pk.rahnuma.register.browse;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import pk.rahnuma.registration.record.LineSearchPosition;

/// A page of the register.
///
/// @param next position after which the next page begins; null when there are no more lines
public record RegisterPage(
        List<RegisterLine> lines, @Nullable LineSearchPosition next) {

    /// No line.
    public static final RegisterPage EMPTY = new RegisterPage(List.of(), null);
}
