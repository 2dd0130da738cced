package pk.rahnuma.register.browse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.registration.record.LineContent;
import pk.rahnuma.shared.Reference;

/// A line of the register as a member of staff sees it.
///
/// @param reference of its application
/// @param provider code of the form, or a name; empty when unknown
/// @param site place of the line; empty when it has none
/// @param addresses addresses, blocks and ranges, or its mobile number; masked unless the member may see them in full
public record RegisterLine(
        Reference reference, Line line, CustomerSummary holder, String provider, String site, List<String> addresses) {

    /// @param reveal whether identifying values stay readable
    static RegisterLine ofContent(
            Application application, LineContent content, CustomerSummary holder, boolean reveal) {
        Map<String, String> shown = MaskedAnswers.maskAnswers(content.answers(), reveal);
        List<String> addresses = Stream.of(FormAnswers.ADDRESSES, FormAnswers.LINE_ADDRESSES, FormAnswers.VPN_MOBILE)
                .map(name -> shown.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .flatMap(value -> Arrays.stream(value.split(MaskedAnswers.VALUE_SEPARATOR)))
                .distinct()
                .toList();
        return new RegisterLine(
                application.reference(),
                content.line(),
                holder,
                content.answers().providerName(),
                shown.getOrDefault(FormAnswers.SITE, ""),
                addresses);
    }
}
