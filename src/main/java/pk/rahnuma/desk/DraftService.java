package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import pk.rahnuma.conversation.ConversationFormService;
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.conversation.OpenedForms;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.engine.ConversationForms;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.shared.Reference;

/// Starts, fills and submits forms by turns of the conversation, whose receipts have the forms. Each turn has the id of
/// the request, so that a repeated request takes effect once.
@Singleton
public final class DraftService {

    private static final String CONSENT = "consent";

    private final MessageSubmissionService turns;
    private final ConversationFormService forms;
    private final SubmittedFiles files;
    private final FormOutcomeReader outcomes;
    private final FormCatalogService catalog;

    DraftService(
            MessageSubmissionService turns,
            ConversationFormService forms,
            SubmittedFiles files,
            FormOutcomeReader outcomes,
            FormCatalogService catalog) {
        this.turns = turns;
        this.forms = forms;
        this.files = files;
        this.outcomes = outcomes;
        this.catalog = catalog;
    }

    /// Opens the forms of a person for a change.
    ///
    /// @throws DeskException when the key of the request was used with another one
    public FormChange openChange(Caller caller, RequestIdentity request) {
        turns.requireUnusedKey(caller, request);
        return new FormChange(caller, request, forms.openForms(caller.chat()));
    }

    /// Opens the forms of a person, the active one first.
    public OpenedForms openForms(Chat chat) {
        return forms.openForms(chat);
    }

    /// Checks that a form may be filled.
    ///
    /// @param script name of its script
    /// @throws DeskException when an application comes of it, and the desk has no operator
    public void requireOperator(String script) {
        if (catalog.isBarred(script)) {
            throw new DeskException(
                    DeskException.Kind.NO_OPERATOR, "No form starts before the operator of the desk is named.");
        }
    }

    /// @throws DeskException when there is no such draft
    public static FormView requireForm(OpenedForms forms, String draft) {
        return forms.findForm(draft).orElseThrow(DraftService::unknownDraft);
    }

    private static DeskException unknownDraft() {
        return new DeskException(DeskException.Kind.NOT_FOUND, "There is no such draft: it was sent, or has expired.");
    }

    /// True when the request has a key, so that it may be a repeat, which gets the result of the first.
    public boolean isRepeated(FormChange change) {
        return forms.isProcessed(change.caller().chat(), change.request().id());
    }

    /// Starts a script, or resumes its draft.
    ///
    /// @return the form; empty when the script has ended already
    public Optional<FormView> startForm(FormChange change, String script) {
        return startForm(change, script, null);
    }

    private Optional<FormView> startForm(FormChange change, String script, @Nullable String name) {
        String data = name == null ? CommandData.ofScript(script) : CommandData.ofNamedForm(script, name);
        TurnReceipt receipt =
                turns.submitToForm(change.caller(), change.request(), new ConversationInput.Tap(data, null));
        return receipt.forms() == null
                ? forms.openForms(change.caller().chat()).findByScript(script, name)
                : receipt.forms().findByScript(script, name);
    }

    /// Starts the script of a link, with a reference as its first answer.
    FormOutcome followLink(FormChange change, String link, Reference reference) {
        Chat chat = change.caller().chat();
        TurnReceipt receipt = turns.submitToForm(
                change.caller(),
                change.request(),
                new ConversationInput.Tap(CommandData.ofLink(link + "-" + reference.symbols()), null));
        ConversationInput.SubmittedAnswers none = new ConversationInput.SubmittedAnswers(null, Map.of());
        return outcomes.describeOutcome(
                chat,
                receipt,
                none,
                receipt.forms() == null ? forms.openForms(chat).checkAnswers(none) : receipt.forms(),
                Optional.empty());
    }

    /// A draft that was created.
    ///
    /// @param draft id of the draft
    /// @param known whether there was one before
    public record CreatedDraft(String draft, boolean known, FormOutcome outcome) {}

    /// Starts a form from which a draft can be made, or resumes its draft, and fills it.
    ///
    /// @param name that keeps the drafts of a key apart: at most [KeyDraftRules#MAX_NAME_LENGTH] lower-case letters,
    ///     digits and hyphens; null for the draft without a name
    /// @param answers to begin with, possibly none
    /// @throws DeskException when there is no such form, when a key may not fill it, when it has no question for an
    ///     answer, or when the key has the maximum of drafts
    public CreatedDraft createDraft(
            FormChange change, String script, @Nullable String name, Map<String, Object> answers) {
        if (!catalog.isDraftForm(script)) {
            throw new DeskException(
                    DeskException.Kind.INVALID,
                    "Give `form`: the name of a form with `draft: true` at `/api/v1/forms`.");
        }
        requireOperator(script);
        KeyDraftRules.requireCompanyForm(change.caller(), script);
        KeyDraftRules.requireName(change.caller(), name);
        KeyDraftRules.requireOwnOrganisation(change.caller(), answers);
        requireKnown(catalog.findUnknownAnswers(script, answers));
        boolean known = change.before().findByScript(script, name).isPresent();
        FormView form = startForm(change, script, name).orElseThrow(() -> notStarted(change));
        FormOutcome outcome = answers.isEmpty()
                ? FormOutcome.ofForm(form, null)
                : submitAnswers(
                        change.next("answers"),
                        new ConversationInput.SubmittedAnswers(form.session(), answers),
                        Optional.of(form));
        return new CreatedDraft(form.session(), known, outcome);
    }

    private DeskException notStarted(FormChange change) {
        long named = openForms(change.caller().chat()).countNamed();
        return named < EngineLimits.MAX_NAMED_DRAFTS
                ? new DeskException(DeskException.Kind.NOT_FOUND, "The form has ended already.")
                : new DeskException(
                        DeskException.Kind.NOT_POSSIBLE,
                        "There are " + named + " drafts with a name already: submit or discard one of them.");
    }

    /// Fills a draft with answers.
    ///
    /// @param draft its id
    /// @param seenVersion version of the draft that the client has seen, null for any; refuses one that is not as the
    ///     client has seen it
    /// @throws DeskException when there is no such draft, or another version of it, unless the request is a repeat; or
    ///     when its form has no question for an answer
    public FormOutcome fillDraft(
            FormChange change,
            String draft,
            Map<String, Object> answers,
            Function<FormView, @Nullable Integer> seenVersion) {
        KeyDraftRules.requireOwnOrganisation(change.caller(), answers);
        Optional<FormView> before = findDraft(change, draft);
        before.ifPresent(form -> {
            requireOperator(form.script());
            requireConsentKept(form, answers);
        });
        return fillForm(change, draft, answers, before.map(seenVersion).orElse(null));
    }

    /// Fills a form, as [#fillDraft], without the rules for programs.
    public FormOutcome fillForm(
            FormChange change, String draft, Map<String, Object> answers, @Nullable Integer version) {
        Optional<FormView> before = change.before().findForm(draft);
        before.ifPresent(form -> requireKnown(change.before().findUnknownAnswers(form, answers)));
        return submitAnswers(
                change,
                new ConversationInput.SubmittedAnswers(draft, answers, List.of(), false, false, version),
                before);
    }

    /// Submits a form that waits for its review.
    public FormOutcome confirmForm(FormChange change, FormView form) {
        return submitAnswers(
                change,
                new ConversationInput.SubmittedAnswers(form.session(), Map.of(), List.of(), true),
                Optional.of(form));
    }

    /// Submits a complete draft: optional questions may be open. A repeated request gets the same application, also
    /// with another key.
    ///
    /// @param seenVersion as of [#fillDraft]
    /// @throws DeskException when there is no such draft, or another version of it, or when a question has to be
    ///     answered
    public FormOutcome submitDraft(FormChange change, String draft, Function<FormView, @Nullable Integer> seenVersion) {
        Optional<FormView> before = change.before().findForm(draft);
        if (before.isEmpty() && !isRepeated(change)) {
            return outcomes.findSubmitted(change.caller(), draft).orElseThrow(DraftService::unknownDraft);
        }
        before.ifPresent(form -> {
            requireOperator(form.script());
            change.before()
                    .previewAnswers(toSubmission(draft, false, null))
                    .findForm(draft)
                    .ifPresent(DraftService::requireComplete);
        });
        Integer version = before.map(seenVersion).orElse(null);
        return submitAnswers(change, toSubmission(draft, true, version), before);
    }

    /// Answers that skip the optional questions which are open.
    private static ConversationInput.SubmittedAnswers toSubmission(
            String draft, boolean confirms, @Nullable Integer version) {
        return new ConversationInput.SubmittedAnswers(draft, Map.of(), List.of(), confirms, true, version);
    }

    static void requireComplete(FormView form) {
        if (!form.isComplete()) {
            throw new DeskException(
                    DeskException.Kind.INCOMPLETE, "Answer `" + form.at() + "` first, then what follows.");
        }
    }

    /// The draft; empty only for a request that may be a repeat, which gets the result of the first.
    ///
    /// @throws DeskException when there is no such draft
    private Optional<FormView> findDraft(FormChange change, String draft) {
        Optional<FormView> form = change.before().findForm(draft);
        if (form.isEmpty() && !isRepeated(change)) {
            throw unknownDraft();
        }
        return form;
    }

    /// Sends answers to the active form, which the turn before has started.
    FormOutcome fillActiveForm(FormChange change, Map<String, Object> answers) {
        return submitAnswers(change, new ConversationInput.SubmittedAnswers(null, answers), Optional.empty());
    }

    /// @param before the form before the request; empty when there was none, or any was meant
    private FormOutcome submitAnswers(
            FormChange change, ConversationInput.SubmittedAnswers answers, Optional<FormView> before) {
        Chat chat = change.caller().chat();
        ConversationInput.SubmittedAnswers submitted = files.resolveFiles(chat, answers);
        TurnReceipt receipt = turns.submitToForm(change.caller(), change.request(), submitted);
        ConversationForms present =
                receipt.forms() == null ? forms.openForms(chat).checkAnswers(submitted) : receipt.forms();
        if (submitted.session() != null && before.isEmpty() && !receipt.repeated()) {
            present.findForm(submitted.session()).orElseThrow(DraftService::unknownDraft);
        }
        if (submitted.version() != null
                && !receipt.repeated()
                && receipt.replies().isEmpty()) {
            // Another request changed it a moment ago.
            throw DeskException.changed();
        }
        return outcomes.describeOutcome(chat, receipt, submitted, present, before);
    }

    /// Tells whether a form would end with these answers, before it is submitted. Nothing is stored.
    public boolean endsForm(FormChange change, String draft, Map<String, Object> answers) {
        return change.before()
                .previewAnswers(files.resolveFiles(
                        change.caller().chat(), new ConversationInput.SubmittedAnswers(draft, answers)))
                .findForm(draft)
                .isEmpty();
    }

    /// Form as it would be with these answers, and their check; nothing is stored.
    ///
    /// @throws DeskException when there is no such draft, or when its form has no question for an answer
    public FormOutcome previewDraft(Caller caller, String draft, Map<String, Object> answers) {
        KeyDraftRules.requireOwnOrganisation(caller, answers);
        OpenedForms opened = forms.openForms(caller.chat());
        FormView form = requireForm(opened, draft);
        requireKnown(opened.findUnknownAnswers(form, answers));
        ConversationForms preview = opened.previewAnswers(
                files.resolveFiles(caller.chat(), new ConversationInput.SubmittedAnswers(draft, answers)));
        return FormOutcome.ofForm(preview.findForm(draft).orElse(form), preview.check());
    }

    /// Discards a draft.
    ///
    /// @throws DeskException when there is none
    public void discardDraft(FormChange change, String draft) {
        requireForm(change.before(), draft);
        discardForm(change, draft);
    }

    void discardForm(FormChange change, String draft) {
        turns.submitToForm(
                change.caller(), change.request(), new ConversationInput.Tap(CommandData.ofDiscard(draft), null));
    }

    /// Refuses answers that a form cannot have.
    ///
    /// @param unknown their keys
    /// @throws DeskException when there are any
    public static void requireKnown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw new DeskException(
                    DeskException.Kind.INVALID,
                    "The form has no question for `" + String.join("`, `", unknown)
                            + "`: see its schema at `/api/v1/forms`.");
        }
    }

    /// A consent that was given is taken back for all forms, not as an answer of one.
    private static void requireConsentKept(FormView form, Map<String, Object> answers) {
        if (Boolean.FALSE.equals(answers.get(CONSENT))
                && form.findField(CONSENT).filter(FormView.Field::answered).isPresent()) {
            throw new DeskException(
                    DeskException.Kind.INVALID, "To take the consent back, send `DELETE /api/v1/me/consents`.");
        }
    }
}
