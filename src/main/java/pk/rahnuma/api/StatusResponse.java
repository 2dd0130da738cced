package pk.rahnuma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.overview.ApplicationView;

/// Status of an application.
///
/// @param reference of ten symbols, grouped for reading
/// @param submitted time at which it was sent
/// @param lines numbers of its lines by their status
/// @param since time of the last change
/// @param reasons of the present status; mostly none
/// @param authorityReference number at the authority; missing when there is none
/// @param next who acts next, or what the applicant may do; `unstaffed`: the desk would, and no member of staff can act
///     yet
/// @param due time for which `desk` or `provider` aims, or by which the applicant must act; missing when it is over or
///     there is none, and for `desk` and `provider` while no member of staff can act
/// @param wasDue time for which the desk or the provider aimed, when that is over; missing otherwise
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
            {
              "reference": "K7MP-4RTX-9X",
              "status": "in_work",
              "lines": [{"status": "with_provider", "count": 1}],
              "submitted": "2026-11-26T06:10:00Z",
              "since": "2026-11-26T09:00:00Z",
              "reasons": [],
              "next": "desk",
              "due": "2026-12-09T12:00:00Z"
            }
            """)
record StatusResponse(
        String reference,
        ApplicationStatus status,
        List<LineCountResponse> lines,
        Instant submitted,
        Instant since,
        List<DecisionReason> reasons,
        @Nullable String authorityReference,

        @Schema(
                allowableValues = {"desk", "provider", "applicant", "reopen", "apply_again", "none", "unstaffed"},
                example = "desk")
        String next,

        @Nullable Instant due,
        @Nullable Instant wasDue) {

    static StatusResponse fromView(ApplicationView view) {
        Application application = view.application();
        return new StatusResponse(
                view.reference(),
                application.status(),
                LineCountResponse.fromCounts(application.lines()),
                application.submitted(),
                application.since(),
                application.reasons(),
                application.authorityReference(),
                view.aim().next(),
                view.aim().due(),
                view.aim().wasDue());
    }
}
