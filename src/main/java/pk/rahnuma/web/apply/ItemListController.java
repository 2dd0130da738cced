package pk.rahnuma.web.apply;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.desk.FormOutcome;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.web.FormFields;
import pk.rahnuma.web.SitePageRenderer;

/// A list of a form, such as the lines of an organisation: its items with their answers, to add, change and remove.
@Controller("/{language:en|ur|ur-Latn}/" + FormPages.PATH + "/{script}/{list}/items")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ItemListController {

    private static final String ADD = "add";
    private static final String REMOVE = "remove";

    private final SitePageRenderer pages;
    private final FormPages forms;
    private final ApiRateLimiter limiter;

    ItemListController(SitePageRenderer pages, FormPages forms, ApiRateLimiter limiter) {
        this.pages = pages;
        this.forms = forms;
        this.limiter = limiter;
    }

    @Get
    HttpResponse<?> showItems(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String script,
            @PathVariable String list) {
        limiter.checkPublicRead(request);
        Optional<FormPages.OwnForm> own = forms.findForm(request, language, script);
        Optional<FormView.ItemList> items = own.flatMap(each -> findList(each.form(), list));
        if (items.isEmpty()) {
            return FormPages.goOn(language, own.map(FormPages.OwnForm::form));
        }
        FormView form = own.get().form();
        Map<String, AnsweredFile> answered = forms.findFiles(own.get().chat(), form.fields());
        return forms.respond(
                HttpStatus.OK,
                language,
                form,
                FormPages.toListPath(list),
                "apply/items.jte",
                Map.of(
                        "form",
                        form,
                        "previous",
                        Optional.ofNullable(QuestionPage.findPathBefore(form, list)),
                        "list",
                        items.get(),
                        "sections",
                        ReviewSection.listItems(form, items.get(), answered)));
    }

    /// Adds an item, removes one, or closes the list.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> changeItems(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String script,
            @PathVariable String list,
            @Nullable @Body byte[] body) {
        Map<String, String> fields = FormFields.readBody(body);
        FormPages.Change change = forms.readChange(forms.requireSender(request), request, language, script);
        Optional<FormView.ItemList> items = change.form().flatMap(form -> findList(form, list));
        boolean unfinished =
                change.form().map(form -> form.at().startsWith(list + "/")).orElse(false);
        if (items.isEmpty() || unfinished && !fields.containsKey(REMOVE)) {
            return FormPages.goOn(language, change.form());
        }
        List<Object> kept = new ArrayList<>();
        items.get().items().stream()
                .map(FormView.Item::id)
                .filter(id -> !id.equals(fields.get(REMOVE)))
                .forEach(kept::add);
        if (fields.containsKey(ADD)) {
            kept.add(Map.of());
        }
        FormOutcome outcome = forms.fillForm(change, Map.of(list, kept));
        boolean stays = fields.containsKey(REMOVE) && !kept.isEmpty();
        return stays
                ? FormPages.seeOther(language, "/" + script + "/" + FormPages.toListPath(list))
                : forms.goOn(language, outcome);
    }

    private static Optional<FormView.ItemList> findList(FormView form, String name) {
        return form.lists().stream().filter(list -> list.name().equals(name)).findFirst();
    }
}
