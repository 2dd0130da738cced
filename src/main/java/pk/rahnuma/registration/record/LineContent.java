package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.form.FormAnswers;

/// A line with its answers in force.
///
/// @param wanted answers that a requested change would bring; null when there are none
public record LineContent(
        Line line, FormAnswers answers, @Nullable FormAnswers wanted) {

    LineContent(Line line, FormAnswers answers) {
        this(line, answers, null);
    }
}
