package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.form.FormAnswers;

/// A registered line as a list from outside has it.
///
/// @param answers place, provider and addresses
/// @param authorityReference the authority's own reference; null when the list has none
public record ImportedLine(
        FormAnswers answers, LineTerm term, @Nullable String authorityReference) {

    /// Names of the parts that differ from a line of the register; empty when none does. A reference that the list does
    /// not have stays.
    public List<String> findDifferences(LineContent present) {
        Map<String, Object> parts = toParts();
        Map<String, Object> others = new ImportedLine(
                        present.answers(),
                        present.line().term(),
                        authorityReference == null ? null : present.line().authorityReference())
                .toParts();
        return parts.keySet().stream()
                .filter(name -> !parts.get(name).equals(others.get(name)))
                .toList();
    }

    private Map<String, Object> toParts() {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put(FormAnswers.SITE, answers.textAnswer(FormAnswers.SITE));
        parts.put("provider", answers.providerName());
        parts.put("addresses", answers.singleAddresses());
        parts.put("registered_on", Optional.ofNullable(term.from()));
        parts.put("valid_until", Optional.ofNullable(term.until()));
        parts.put("authority_reference", Optional.ofNullable(authorityReference));
        return parts;
    }
}
