package pk.rahnuma.dialog.engine.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.journey.ValueHash;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.CallResult;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// Presents the current step of a session: asks its question, makes its call, or says its end.
final class StepPresenter {

    private final SessionStep sessionStep;
    private final Journey journey;

    StepPresenter(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
        this.journey = sessionStep.journey();
    }

    /// @param lead text before the step in the same message, or an empty text
    void presentStep(String lead, DisplayMode mode) {
        switch (journey.currentStep().step()) {
            case ScriptStep.Call call -> {
                presentLead(lead);
                makeCall(call);
            }
            case ScriptStep.End end -> presentEnd(end, lead);
            case ScriptStep.Go go -> {
                presentLead(lead);
                sessionStep.endSession(go);
            }
            default -> presentPrompt(lead, mode, false);
        }
    }

    /// Shows the current step, a review in full.
    void presentWhole() {
        presentPrompt("", DisplayMode.PLAIN, true);
    }

    /// Shows the buttons of all commands in place of the current step's own.
    void presentAllCommands() {
        sessionStep.addReply(createPrompt().renderPrompt("", true, DisplayMode.REPLACES));
    }

    private PromptRenderer createPrompt() {
        return new PromptRenderer(sessionStep.textRenderer(), sessionStep.session(), sessionStep.journey());
    }

    private void presentPrompt(String lead, DisplayMode mode, boolean whole) {
        Instant now = sessionStep.now();
        sessionStep.updateSession(withoutUnseenReview(sessionStep.session().withAskedAt(now), now));
        PromptRenderer prompt = createPrompt();
        sessionStep.addReply((whole ? prompt.withWholeReview() : prompt).renderPrompt(lead, false, mode));
        sessionStep.updateSession(prompt.afterPrompt(now));
    }

    /// Of several prompts at one time only the last is sent: a summary that another prompt follows was not seen.
    private static Session withoutUnseenReview(Session session, Instant now) {
        boolean unseen = session.reviewed() != null && session.reviewed().at().equals(now);
        return unseen ? session.withShownReview(null) : session;
    }

    private void presentLead(String lead) {
        if (!lead.isBlank()) {
            sessionStep.addText(lead);
        }
    }

    private void presentEnd(ScriptStep.End end, String lead) {
        SessionTextRenderer renderer = sessionStep.textRenderer();
        sessionStep.endSession(end.withOffers(offeredScripts(end)));
        renderer.fileReplies(end).forEach(sessionStep::addReply);
        String text = PromptRenderer.joinParagraphs(lead, renderer.formatText(end.texts() + ".say"));
        sessionStep.addReply(Reply.ofText(PromptRenderer.clipText(text))
                .withButtons(renderer.linkButtons(end))
                .withAttachment(end.brings()));
    }

    /// Offered scripts, each once; the result of a call may name one.
    private List<String> offeredScripts(ScriptStep.End end) {
        return end.offers().stream()
                .map(offer -> ScriptStep.End.isCallComponent(offer) ? scriptFromCall(offer) : offer)
                .filter(offer -> !offer.isEmpty())
                .distinct()
                .toList();
    }

    private String scriptFromCall(String offer) {
        int dot = offer.indexOf('.');
        return String.valueOf(journey.resultComponent(offer.substring(0, dot), offer.substring(dot + 1)));
    }

    private void makeCall(ScriptStep.Call call) {
        Session session = sessionStep.session();
        Script script = journey.script();
        Map<String, Object> arguments = new LinkedHashMap<>(journey.callArguments(call));
        String hash = ValueHash.hashOf(arguments);
        sessionStep.addCall(new ActionCall(
                session.id(),
                call.name(),
                call.action().name(),
                call.action().act(),
                script.name(),
                script.flow(),
                hash,
                arguments));
        sessionStep.updateSession(session.withResult(call.name(), new CallResult(hash, null)));
    }
}
