package pk.rahnuma.faq;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/// A topic with its answer in one language.
///
/// @param id as in links and buttons: small letters, digits and `_`
/// @param group of related topics
/// @param title short, for lists
/// @param status how a question about it ends
/// @param answer in at most three short sentences, plain text
/// @param more the rest of the answer; missing when there is none
/// @param source of the answer; missing when it is about the desk itself
/// @param certainty of the answer; missing without a source
/// @param asOf day on which it was last compared with its source
/// @param overdue whether the next comparison is overdue
/// @param script that continues from here, such as `eligibility`; missing when there is none
/// @param related topics that people also ask about
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GuidanceTopic(
        String id,
        String group,
        String title,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"answered", "about_desk", "personal_case"},
                example = "answered")
        String status,

        String answer,
        @Nullable String more,
        @Nullable String source,

        @Nullable
        @Schema(
                allowableValues = {"official", "reported", "derived"},
                example = "official")
        String certainty,

        LocalDate asOf,
        boolean overdue,
        @Nullable String script,
        List<Link> related) {

    /// A topic in a list.
    public record Link(String id, String group, String title) {}
}
