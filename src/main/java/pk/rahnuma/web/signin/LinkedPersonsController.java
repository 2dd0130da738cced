package pk.rahnuma.web.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
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
import java.time.InstantSource;
import java.util.Map;
import pk.rahnuma.http.guard.UnreadBody;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.link.PersonLinkService;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.web.SitePageRenderer;

/// Page that lists the persons who are linked with the person of the browser, and parts them.
@Controller("/{language:en|ur|ur-Latn}/" + LinkedPersonsController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinkedPersonsController {

    static final String PATH = "links";

    private final PersonLinkService links;
    private final LinkPageGuard guard;
    private final SitePageRenderer pages;
    private final InstantSource clock;

    LinkedPersonsController(PersonLinkService links, LinkPageGuard guard, SitePageRenderer pages, InstantSource clock) {
        this.links = links;
        this.guard = guard;
        this.pages = pages;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> listLinks(HttpRequest<?> request, @PathVariable String language) {
        Chat chat = guard.requireReader(request);
        return pages.respondUncached(
                HttpStatus.OK,
                pages.viewOf(language, PATH),
                "links.jte",
                Map.of("links", links.listLinks(chat.conversation())));
    }

    /// Ends a link at once; a repeat shows the list too.
    ///
    /// @param id of the link
    @Post("/{id}")
    @UnreadBody
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> partLink(HttpRequest<?> request, @PathVariable String language, @PathVariable String id) {
        Chat chat = guard.requireMaker(request);
        links.partPersons(
                chat.conversation(), SubjectEncryptionService.parseId(id).orElse(0), clock.instant());
        return SignInPages.leadTo(language, PATH);
    }
}
