package pk.rahnuma.api.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.registration.overview.PersonLineService;

/// A line of an application.
///
/// @param application reference of its application
/// @param number in the application, counted from 1
/// @param organisation name of the holder; missing for a person's own
/// @param since time of the present status
/// @param reasons of the present status; mostly none
/// @param asked names of the answers that are asked for again; mostly none
/// @param due time for which the desk or the provider aims, or by which the applicant must act; missing when there is
///     none
/// @param authorityReference number at the authority; missing when there is none
/// @param validFrom first day of the registration; missing when the operator set none
/// @param validUntil last day of the registration; missing when the operator set none
/// @param parts of the line as they are registered or requested
/// @param actions that the person may take now
/// @param change kind of the change that is requested; missing when none is
/// @param wanted parts that it would bring; missing when none is requested
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
            {
              "application": "K7MP-4RTX-9X",
              "number": 2,
              "organisation": "Alif Software (Private) Limited",
              "status": "with_provider",
              "since": "2026-11-26T09:00:00Z",
              "reasons": [],
              "asked": [],
              "due": "2026-12-01T12:00:00Z",
              "parts": {
                "site": "Multan",
                "provider": "nayatel",
                "subscriberId": "NTL-12345",
                "addresses": ["103.255.4.20"]
              },
              "actions": ["withdraw"]
            }
            """)
public record LineResponse(
        @Schema(example = "K7MP-4RTX-9X") String application,
        @Schema(example = "2") int number,

        @Schema(example = "Alif Software (Private) Limited") @Nullable
        String organisation,

        LineStatus status,
        Instant since,
        List<DecisionReason> reasons,
        @Schema(example = "[\"connections\"]") List<String> asked,
        @Nullable Instant due,
        @Schema(example = "PTA-2026-00117") @Nullable String authorityReference,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        LineParts parts,

        @Schema(example = "[\"change\", \"pause\", \"end\"]")
        List<ApplicantAction> actions,

        @Nullable ChangeKind change,
        @Nullable LineParts wanted) {

    /// Parts of a line; identifying ones are masked for members who only read.
    ///
    /// @param site place; missing for a person's line
    /// @param provider code of the form, or a name; of a mobile number, its operator
    /// @param sponsor company that supports an address that is whitelisted; missing for others
    /// @param addresses as written, ranges as `39.32.1.8/29` or `39.32.1.9-39.32.1.12`; none for a mobile number
    /// @param mobile mobile number that is registered; missing when the line has addresses
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LineParts")
    public record LineParts(
            @Schema(example = "Multan") @Nullable String site,
            @Schema(example = "nayatel") @Nullable String provider,
            @Schema(example = "NTL-12345") @Nullable String subscriberId,
            @Schema(example = "LDI One") @Nullable String sponsor,
            @Schema(example = "[\"103.255.4.20\"]") List<String> addresses,
            @Schema(example = "+923001234567") @Nullable String mobile) {

        private static LineParts fromAnswers(FormAnswers answers, boolean acts) {
            Map<String, String> masked = MaskedAnswers.maskAnswers(answers, acts);
            return new LineParts(
                    masked.get(FormAnswers.SITE),
                    answers.providerName().isEmpty() ? null : answers.providerName(),
                    masked.get(FormAnswers.SUBSCRIBER_ID),
                    masked.get(FormAnswers.SPONSOR),
                    answers.writtenAddresses(),
                    masked.get(FormAnswers.VPN_MOBILE));
        }
    }

    static LineResponse fromView(PersonLineService.LineView view) {
        Line line = view.content().line();
        return new LineResponse(
                view.application().reference().toGroupedText(),
                line.number(),
                view.organisation(),
                line.status(),
                line.since(),
                line.reasons(),
                line.asked(),
                line.dueAt(),
                line.authorityReference(),
                line.term().from(),
                line.term().until(),
                LineParts.fromAnswers(view.content().answers(), view.acts()),
                view.actions(),
                line.change(),
                view.content().wanted() == null
                        ? null
                        : LineParts.fromAnswers(view.content().wanted(), view.acts()));
    }
}
