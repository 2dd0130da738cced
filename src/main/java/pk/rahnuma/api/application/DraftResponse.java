package pk.rahnuma.api.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.api.ApiExamples;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.render.FormView;

/// Form of the conversation that is not submitted yet.
///
/// @param id of the draft
/// @param name that a key gave it; missing when there is none
/// @param form name of its script
/// @param flow version of the script, as `x-flow` in the form's schema
/// @param title in the person's language
/// @param fields questions so far: those that were answered, the current one, then those that may be answered too;
///     missing in the list of drafts
/// @param waits what comes next; `repeat`: a list; `call`: work of the desk
/// @param at key of that step
/// @param complete whether it can be submitted
/// @param declaration text to show before it is submitted; missing until it is complete, and where there is none
/// @param position of the current question, counted from 1, among `total`
/// @param changed time of the last change
/// @param problems messages by key of the answer that was not accepted
/// @param doubtful keys of those that are accepted when they are sent again, if the person is sure
/// @param untaken keys of answers that are not needed, or not before others
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = DraftResponse.EXAMPLE)
record DraftResponse(
        @Schema(example = "2") String id,
        @Schema(example = "lahore-office") @Nullable String name,
        @Schema(example = "register-individual") String form,
        @Schema(example = "3f0c96d1a27b44e8") String flow,

        @Schema(example = "Register a VPN (freelancer or remote worker)")
        String title,

        @Nullable List<FormView.Field> fields,

        @Schema(
                allowableValues = {"question", "repeat", "review", "call", "end"},
                example = "question")
        String waits,

        @Schema(example = "work_type") String at,
        boolean complete,

        @Schema(example = "By sending you declare that what you entered is true.") @Nullable
        String declaration,

        @Schema(example = "2") int position,
        @Schema(example = "13") int total,
        Instant changed,

        @Schema(example = "{\"id_number\": [\"A CNIC or NICOP has 13 digits; this has 3.\"]}") @Nullable
        Map<String, List<String>> problems,

        @Schema(example = "[\"ntn\"]") @Nullable Set<String> doubtful,

        @Schema(example = "[\"operator\"]") @Nullable Set<String> untaken) {

    static final String EXAMPLE = """
            {
              "id": "2",
              "form": "register-individual",
              "flow": "3f0c96d1a27b44e8",
              "title": "Register a VPN (freelancer or remote worker)",
              "fields": """ + ApiExamples.FORM_FIELDS + """
            ,
              "waits": "question",
              "at": "id_number",
              "complete": false,
              "position": 4,
              "total": 13,
              "changed": "2026-11-26T06:02:00Z",
              "problems": {"id_number": ["A CNIC or NICOP has 13 digits; this has 3. Example: 35202-1234567-8."]},
              "doubtful": [],
              "untaken": []
            }
            """;

    /// Entry of a list, without the questions.
    static DraftResponse fromListed(FormView form) {
        return fromForm(form, null, null);
    }

    /// @param check of the answers of this request, or null
    static DraftResponse fromForm(FormView form, @Nullable SessionEngine.FormCheck check) {
        return fromForm(form, form.fields(), check);
    }

    private static DraftResponse fromForm(
            FormView form, @Nullable List<FormView.Field> fields, @Nullable SessionEngine.FormCheck check) {
        return new DraftResponse(
                form.session(),
                form.name(),
                form.script(),
                form.flow(),
                form.title(),
                fields,
                form.waits(),
                form.at(),
                form.isAtReview(),
                form.declaration(),
                form.position(),
                form.total(),
                form.changed(),
                check == null ? null : check.problems(),
                check == null ? null : check.doubtful(),
                check == null ? null : check.untaken());
    }
}
