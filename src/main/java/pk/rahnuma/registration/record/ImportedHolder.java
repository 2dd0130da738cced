package pk.rahnuma.registration.record;

import java.util.List;
import pk.rahnuma.registration.form.FormAnswers;

/// New registered lines of one holder.
///
/// @param organisation id of the holder; 0 when the desk does not know it yet
/// @param answers of the holder, by the names of `register-company.yaml`
/// @param lines at least one
public record ImportedHolder(long organisation, FormAnswers answers, List<ImportedLine> lines) {}
