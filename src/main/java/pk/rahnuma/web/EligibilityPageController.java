package pk.rahnuma.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.conversation.FormCatalogService.FormResult;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.shared.ScriptNames;

/// The check whether and how one has to register, as pages: a question on each, and the result. The answers are in the
/// address, since none is personal: nothing is stored, and going back is the browser's own.
@Controller("/{language:en|ur|ur-Latn}/" + EligibilityPageController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EligibilityPageController {

    static final String PATH = "check";

    /// Parameter with the question that the browser answers.
    private static final String ASKED = "asked";

    /// More than the check has questions.
    private static final int MAX_ANSWERS = 10;

    private static final Pattern OPTION = Pattern.compile("[a-z_]{1,40}");

    private final FormCatalogService catalog;
    private final SitePageRenderer pages;
    private final ApiRateLimiter limiter;

    EligibilityPageController(FormCatalogService catalog, SitePageRenderer pages, ApiRateLimiter limiter) {
        this.catalog = catalog;
        this.pages = pages;
        this.limiter = limiter;
    }

    /// Shows the first question without an answer, or the result.
    @Get
    HttpResponse<String> showCheck(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(request);
        Map<String, Object> answers = readAnswers(request);
        FormResult result = catalog.checkEligibility(answers, language);
        List<GivenAnswer> given = listAnswers(answers);
        SiteView view = pages.viewOf(language, PATH);
        if (result.form() == null) {
            return pages.respond(
                    HttpStatus.OK,
                    view,
                    "check/result.jte",
                    LocalisedResponse.CACHED,
                    Map.of("result", result, "given", given));
        }
        FormView form = result.form();
        FormView.Field field = form.findField(form.at()).orElseThrow();
        String error = findError(view, request, result, field);
        Map<String, Object> values = new HashMap<>();
        values.put("page", new QuestionPage(form, field, "", error, false, null, language));
        values.put(
                "given",
                given.stream()
                        .filter(answer -> !answer.question().equals(field.key()))
                        .toList());
        return error == null
                ? pages.respond(HttpStatus.OK, view, "check/question.jte", LocalisedResponse.CACHED, values)
                : pages.respondUncached(HttpStatus.UNPROCESSABLE_ENTITY, view, "check/question.jte", values);
    }

    /// Error of the question that is shown; null when it was not answered wrongly.
    private static String findError(SiteView view, HttpRequest<?> request, FormResult result, FormView.Field field) {
        boolean unanswered = field.key().equals(request.getParameters().get(ASKED));
        return result.check().problems().getOrDefault(field.key(), List.of()).stream()
                .findFirst()
                .orElse(unanswered ? view.text("site.apply_missing") : null);
    }

    /// Answers of the address, in its order. What is no answer of the check is left out.
    private Map<String, Object> readAnswers(HttpRequest<?> request) {
        Map<String, Object> answers = new LinkedHashMap<>();
        request.getParameters().asMap().entrySet().stream()
                .limit(MAX_ANSWERS)
                .forEach(parameter -> Optional.of(parameter.getValue().getFirst())
                        .filter(value -> OPTION.matcher(value).matches())
                        .ifPresent(value -> answers.put(parameter.getKey(), value)));
        catalog.findUnknownAnswers(ScriptNames.ELIGIBILITY, answers).forEach(answers::remove);
        return answers;
    }

    private static List<GivenAnswer> listAnswers(Map<String, Object> answers) {
        List<GivenAnswer> given = new ArrayList<>();
        StringBuilder query = new StringBuilder();
        answers.forEach((question, value) -> {
            given.add(new GivenAnswer(question, value.toString(), query.toString()));
            query.append(query.isEmpty() ? "?" : "&")
                    .append(question)
                    .append('=')
                    .append(value);
        });
        return given;
    }
}
