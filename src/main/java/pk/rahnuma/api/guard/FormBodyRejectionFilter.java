package pk.rahnuma.api.guard;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import java.util.regex.Pattern;
import pk.rahnuma.api.file.FileController;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.person.news.NewsPreferenceService;

/// Rejects form bodies: only pages with forms read them, and no multipart body. The framework itself fails on a
/// multipart
/// type without a boundary. Mail programs send a form to the page that turns news off, which does not read it.
@ServerFilter(value = "/**", patternStyle = FilterPatternStyle.ANT)
final class FormBodyRejectionFilter {

    /// Pages of the site with a form.
    private static final Pattern SITE_FORM_PATH = Pattern.compile("/telegram-app|/(?:en|ur|ur-Latn)/.{1,200}");

    @RequestFilter
    void rejectForms(HttpRequest<?> request) {
        if (request.getPath().startsWith(NewsPreferenceService.STOP_PATH)) {
            return;
        }
        boolean page = request.getPath().startsWith("/desk/")
                || SITE_FORM_PATH.matcher(request.getPath()).matches();
        if (request.getContentType().filter(type -> isForm(type, page)).isPresent()) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.WRONG_CONTENT_TYPE,
                    request.getPath().equals(FileController.PATH)
                            ? "Send the file itself as the body, or `multipart/form-data`."
                            : "Send it with `Content-Type: application/json`.");
        }
    }

    private static boolean isForm(MediaType type, boolean page) {
        return type.getType().equalsIgnoreCase("multipart")
                || !page && type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
    }
}
