package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
        FormAnswers other = present.answers();
        return Stream.of(
                        differs(
                                FormAnswers.SITE,
                                answers.textAnswer(FormAnswers.SITE),
                                other.textAnswer(FormAnswers.SITE)),
                        differs("provider", answers.providerName(), other.providerName()),
                        differs("addresses", answers.singleAddresses(), other.singleAddresses()),
                        differs(
                                "registered_on",
                                term.from(),
                                present.line().term().from()),
                        differs(
                                "valid_until",
                                term.until(),
                                present.line().term().until()),
                        differs(
                                "authority_reference",
                                authorityReference == null ? present.line().authorityReference() : authorityReference,
                                present.line().authorityReference()))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String differs(String name, @Nullable Object listed, @Nullable Object present) {
        return Objects.equals(listed, present) ? "" : name;
    }
}
