package pk.rahnuma.api.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.api.LineCountResponse;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.overview.ApplicationView;

/// A submitted application.
///
/// @param reference of ten symbols, grouped for reading
/// @param form name of the form with which it was submitted
/// @param organisation name of its organisation; missing for a person's own
/// @param submitted time at which it was sent
/// @param lines numbers of its lines by their status
/// @param since time of the last change
/// @param reasons of the present status; mostly none
/// @param authorityReference number at the authority; missing when there is none
/// @param validUntil last day of the registration, of the line that expires first; missing when the operator set none
/// @param next who acts next, or what the applicant may do; `unstaffed`: the desk would, and no member of staff can act
///     yet
/// @param due time for which `desk` or `provider` aims, or by which the applicant must act; missing when it is over or
///     there is none, and for `desk` and `provider` while no member of staff can act
/// @param wasDue time for which the desk or the provider aimed, when that is over; missing otherwise
/// @param note of staff on the present status; missing when there is none, and in lists
/// @param asked names of the answers that are asked for again; missing in lists
/// @param actions that the person may take now; missing in lists
/// @param line the addresses, or the masked mobile number; missing in lists
/// @param verified times at which the person proved addresses and numbers in it with a code, by the names of the
///     answers; missing in lists
/// @param timeline of its statuses, the oldest first; missing in lists
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
            {
              "reference": "K7MP-4RTX-9X",
              "form": "register-individual",
              "status": "in_work",
              "lines": [{"status": "with_provider", "count": 1}],
              "submitted": "2026-11-26T06:10:00Z",
              "since": "2026-11-26T09:00:00Z",
              "reasons": [],
              "next": "provider",
              "due": "2026-12-09T12:00:00Z",
              "asked": [],
              "actions": ["withdraw"],
              "line": "103.255.4.20",
              "verified": {"email": "2026-11-26T06:05:00Z"},
              "timeline": [
                {"at": "2026-11-26T06:10:00Z", "to": "requested", "by": "applicant", "reasons": []},
                {
                  "at": "2026-11-26T09:00:00Z",
                  "from": "requested",
                  "to": "with_provider",
                  "by": "desk",
                  "reasons": []
                }
              ]
            }
            """)
public record ApplicationResponse(
        @Schema(example = "K7MP-4RTX-9X") String reference,
        @Schema(example = "register-individual") String form,

        @Schema(example = "Alif Software (Private) Limited") @Nullable
        String organisation,

        ApplicationStatus status,
        List<LineCountResponse> lines,
        Instant submitted,
        Instant since,
        List<DecisionReason> reasons,
        @Schema(example = "PTA-2026-00117") @Nullable String authorityReference,
        @Nullable LocalDate validUntil,

        @Schema(
                allowableValues = {"desk", "provider", "applicant", "reopen", "apply_again", "none", "unstaffed"},
                example = "desk")
        String next,

        @Nullable Instant due,
        @Nullable Instant wasDue,
        @Schema(example = "Whose letter is it?") @Nullable String note,
        @Schema(example = "[\"ips\"]") @Nullable List<String> asked,

        @Schema(example = "[\"withdraw\"]") @Nullable List<ApplicantAction> actions,

        @Schema(example = "103.255.4.20") @Nullable String line,

        @Schema(example = "{\"email\": \"2026-11-26T06:10:00Z\"}") @Nullable
        Map<String, Instant> verified,

        @Nullable List<TimelineEntry> timeline) {

    private static final String DESK = "desk";

    /// A change of the status.
    ///
    /// @param from status before; missing for the first entry
    /// @param by who changed it; `clock`: a deadline; `import`: a list of earlier registrations
    /// @param lines numbers of the lines that changed; missing when all did
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TimelineEntry(
            Instant at,
            @Nullable LineStatus from,
            LineStatus to,

            @Schema(
                    allowableValues = {"applicant", "desk", "clock", "import"},
                    example = "applicant")
            String by,

            @Schema(example = "[2]") @Nullable List<Integer> lines,
            List<DecisionReason> reasons) {

        static TimelineEntry fromEvent(ApplicationEvent event) {
            return new TimelineEntry(
                    event.at(),
                    event.from(),
                    event.to(),
                    TransitionActor.isPartyName(event.who()) ? event.who() : DESK,
                    event.lines().isEmpty() ? null : List.copyOf(event.lines()),
                    event.reasons());
        }
    }

    static ApplicationResponse fromView(ApplicationView view) {
        Application application = view.application();
        Optional<ApplicationView.Details> details = Optional.ofNullable(view.details());
        return new ApplicationResponse(
                view.reference(),
                application.script(),
                view.organisation(),
                application.status(),
                LineCountResponse.fromCounts(application.lines()),
                application.submitted(),
                application.since(),
                application.reasons(),
                application.authorityReference(),
                application.expiresAfter(),
                view.aim().next(),
                view.aim().due(),
                view.aim().wasDue(),
                details.map(ApplicationView.Details::note).orElse(null),
                details.map(shown -> application.asked()).orElse(null),
                details.map(ApplicationView.Details::actions).orElse(null),
                details.map(ApplicationView.Details::line).orElse(null),
                details.map(ApplicationView.Details::verified).orElse(null),
                details.map(shown -> shown.events().stream()
                                .map(TimelineEntry::fromEvent)
                                .toList())
                        .orElse(null));
    }
}
