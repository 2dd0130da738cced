package pk.rahnuma.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Instant;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;

/// Route with one query and nothing else, to which [ApiBenchmark] compares the API.
@Controller(BareRouteController.PATH)
@Requires(property = BareRouteController.PROPERTY)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BareRouteController {

    static final String PATH = "/bench/bare";
    static final String PROPERTY = "rahnuma.bench.bare";

    private final ApplicationRepository applications;

    BareRouteController(ApplicationRepository applications) {
        this.applications = applications;
    }

    record BareResponse(String reference, String status, Instant submitted) {}

    @Get("/{reference}")
    BareResponse showRow(@PathVariable String reference) {
        Application found = applications
                .findApplication(Reference.parseText(reference).orElseThrow())
                .orElseThrow();
        return new BareResponse(
                found.reference().toGroupedText(), found.status().name(), found.submitted());
    }
}
