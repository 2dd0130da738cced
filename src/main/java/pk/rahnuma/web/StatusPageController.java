package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.limit.AddressStatusService;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.http.limit.StatusLookupService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.signin.ProvedAddressService;
import pk.rahnuma.registration.overview.AddressLookupService;
import pk.rahnuma.registration.overview.ApplicationLookupService;
import pk.rahnuma.registration.overview.ApplicationView;
import pk.rahnuma.registration.overview.PersonApplicationService;

/// Status of applications: one's own, for a browser that has a chat, and any other by reference and proof.
@Controller("/{language:en|ur|ur-Latn}/status")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusPageController {

    static final String PATH = "status";

    private static final int MAX_LISTED = 50;
    private static final int SECONDS_PER_MINUTE = 60;

    private static final String REFERENCE = "reference";
    private static final String PROOF = "proof";
    /// Input of the digits in the form for one's own addresses.
    private static final String DIGITS = "digits";
    /// Parameter of a browser that has just signed in.
    private static final String SIGNED_IN = "signed-in";

    private final SitePageRenderer pages;
    private final StatusLookupService lookups;
    private final AddressStatusService addresses;
    private final ProvedAddressService proved;
    private final PersonApplicationService applications;
    private final ChatAuthenticator authenticator;
    private final ApiRateLimiter limiter;
    private final Clock clock;

    StatusPageController(
            SitePageRenderer pages,
            StatusLookupService lookups,
            AddressStatusService addresses,
            ProvedAddressService proved,
            PersonApplicationService applications,
            ChatAuthenticator authenticator,
            ApiRateLimiter limiter,
            Clock clock) {
        this.pages = pages;
        this.lookups = lookups;
        this.addresses = addresses;
        this.proved = proved;
        this.applications = applications;
        this.authenticator = authenticator;
        this.limiter = limiter;
        this.clock = clock;
    }

    /// Content of the page beside its forms.
    ///
    /// @param found empty when nothing was looked up or found
    /// @param error text; null when there is none
    /// @param field that it is about; null when it is about none
    /// @param reference as it was typed
    private record Outcome(
            HttpStatus status, List<ApplicationView> found, String error, String field, String reference) {

        static Outcome found(List<ApplicationView> found) {
            return new Outcome(HttpStatus.OK, found, null, null, "");
        }

        static Outcome failed(HttpStatus status, String error, String field, String reference) {
            return new Outcome(status, List.of(), error, field, reference);
        }
    }

    @Get
    HttpResponse<String> showForm(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(request);
        return respond(request, language, Outcome.found(List.of()));
    }

    /// Shows the status of an application. An unknown reference and a wrong proof get the same answer after the same
    /// time, as in the API.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    CompletionStage<HttpResponse<String>> lookUp(
            HttpRequest<?> request, @PathVariable String language, @Nullable @Body byte[] body) {
        lookups.checkRate(request);
        Map<String, String> fields = FormFields.readBody(body);
        String reference = fields.getOrDefault(REFERENCE, "");
        String proof = fields.getOrDefault(PROOF, "");
        SiteView view = pages.viewOf(language, PATH);
        String error = null;
        String field = null;
        if (RequestOrigin.isCrossSite(request)) {
            error = view.text("site.foreign");
        } else if (!StatusLookupService.isReadable(reference)) {
            error = view.text("status.reference.errors.pattern");
            field = REFERENCE;
        } else if (!StatusLookupService.isReadable(proof)) {
            error = view.text("status.proof.errors.pattern");
            field = PROOF;
        }
        if (error != null) {
            String typed = reference.length() > StatusLookupService.MAX_TEXT_LENGTH ? "" : reference;
            return CompletableFuture.completedFuture(
                    respond(request, language, Outcome.failed(HttpStatus.BAD_REQUEST, error, field, typed)));
        }
        Instant now = clock.instant();
        return lookups.lookUp(reference, proof, now)
                .thenApply(result -> respond(request, language, toOutcome(view, result, reference)));
    }

    private static Outcome toOutcome(SiteView view, ApplicationLookupService.LookupResult result, String reference) {
        if (result.problem() == null) {
            return Outcome.found(List.of(result.application()));
        }
        return switch (result.problem()) {
            case TYPO ->
                Outcome.failed(HttpStatus.UNPROCESSABLE_ENTITY, view.text("status.mistyped.say"), REFERENCE, reference);
            case TICKET ->
                Outcome.failed(HttpStatus.UNPROCESSABLE_ENTITY, view.text("status.ticket.say"), REFERENCE, reference);
            case NOT_FOUND ->
                Outcome.failed(HttpStatus.NOT_FOUND, view.text("status.unknown.say"), REFERENCE, reference);
            case WAIT ->
                Outcome.failed(HttpStatus.TOO_MANY_REQUESTS, describePause(view, result.pause()), null, reference);
        };
    }

    private static String describePause(SiteView view, Duration pause) {
        return view.text(
                "status.slow_down.say",
                "found_wait_minutes",
                Math.max(1, pause.plusSeconds(SECONDS_PER_MINUTE - 1).toMinutes()));
    }

    /// Shows the status of applications that have an address which the person of the browser has proved. Wrong digits
    /// and an address in no application get the same answer after the same time. Leads to the form without a chat.
    @Post("/addresses")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    CompletionStage<HttpResponse<String>> lookUpByAddress(
            HttpRequest<?> request, @PathVariable String language, @Nullable @Body byte[] body) {
        RequestOrigin.requireSameSite(request);
        Optional<Chat> chat = authenticator.findChat(request);
        if (chat.isEmpty()) {
            return CompletableFuture.completedFuture(HttpResponse.seeOther(URI.create("/" + language + "/" + PATH)));
        }
        SiteView view = pages.viewOf(language, PATH);
        String proof = FormFields.readBody(body).getOrDefault(PROOF, "");
        if (!StatusLookupService.isReadable(proof)) {
            Outcome unread =
                    Outcome.failed(HttpStatus.BAD_REQUEST, view.text("status.proof.errors.pattern"), DIGITS, "");
            return CompletableFuture.completedFuture(respond(request, language, unread));
        }
        Instant now = clock.instant();
        return addresses
                .lookUp(request, chat.get(), proof, now)
                .thenApply(lookup -> respond(request, language, toOutcome(view, lookup)));
    }

    private static Outcome toOutcome(SiteView view, AddressLookupService.AddressLookup lookup) {
        if (lookup.pause().isPositive()) {
            return Outcome.failed(HttpStatus.TOO_MANY_REQUESTS, describePause(view, lookup.pause()), null, "");
        }
        return lookup.applications().isEmpty()
                ? Outcome.failed(HttpStatus.NOT_FOUND, view.text("site.address_unknown"), DIGITS, "")
                : Outcome.found(lookup.applications());
    }

    private HttpResponse<String> respond(HttpRequest<?> request, String language, Outcome outcome) {
        Map<String, Object> values = new HashMap<>();
        values.put("found", outcome.found());
        values.put("error", outcome.error());
        values.put("field", outcome.field());
        values.put(REFERENCE, outcome.reference());
        Optional<Chat> chat = authenticator.findChat(request);
        values.put("signedIn", chat.isPresent() && request.getParameters().contains(SIGNED_IN));
        values.put("own", chat.map(this::listOwn).orElse(List.of()));
        values.put("addresses", chat.map(this::listAddresses).orElse(""));
        return pages.respondUncached(outcome.status(), pages.viewOf(language, PATH), "status.jte", values);
    }

    /// Addresses by which the person signs in, masked; empty when there are none.
    private String listAddresses(Chat chat) {
        return proved.listAddresses(chat.conversation()).stream()
                .map(identity -> identity.address().maskAddress())
                .collect(Collectors.joining(", "));
    }

    private List<ApplicationView> listOwn(Chat chat) {
        Instant now = clock.instant();
        return applications.listApplications(chat.conversation(), now.plusSeconds(1), Long.MAX_VALUE, MAX_LISTED, now);
    }
}
