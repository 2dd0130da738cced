package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Fills a session from answers by key. Each answer is processed as a typed one, so that forms and chats cannot differ:
/// a doubtful one is accepted when it is sent again. A refused change keeps the old answer, and a doubtful one keeps it
/// until then.
final class FormFiller {

    /// Each answer is one step, and so is each item that is added or removed.
    private static final int MAX_STEPS =
            EngineLimits.MAX_FORM_ANSWERS + EngineLimits.MAX_SCRIPT_STEPS + 2 * EngineLimits.MAX_FORM_ITEMS;
    /// Parts of a table that answers a list.
    private static final String TABLE_FILE = "file";
    private static final String TABLE_PARTLY = "partly";
    /// Maximum problems of a table that are listed.
    private static final int MAX_TABLE_PROBLEMS = 50;

    private final ScriptTexts texts;
    private final Script script;
    private final Session firstSession;
    private final ConversationInput.SubmittedAnswers submitted;
    private final Map<String, Object> remaining;
    private final Map<String, List<String>> problems = new LinkedHashMap<>();
    private final Set<String> doubtful = new HashSet<>();
    private final List<TrailEntry> trail = new ArrayList<>();
    private EngineContext context;
    private Session session;
    /// Session before the last answer, and the result of that answer; null before the first.
    private Session sessionBefore;
    private StepResult lastResult;
    private int acceptedCount;
    /// Step of the last answer that was taken; null before the first.
    private Journey.JourneyStep lastTakenStep;

    FormFiller(
            ScriptTexts texts,
            Script script,
            Session session,
            ConversationInput.SubmittedAnswers submitted,
            EngineContext context) {
        this.texts = texts;
        this.script = script;
        this.firstSession = session;
        this.submitted = submitted;
        this.remaining = new LinkedHashMap<>(submitted.answers());
        this.context = context;
        this.session = session;
    }

    SessionEngine.FormResult fillForm() {
        if (session.focus() != null && !remaining.containsKey(session.focus())) {
            // A person who answers another question does not want to change that one any more.
            session = session.withFocus(null, context.now());
        }
        refuseLongLists();
        FormItemLists lists = new FormItemLists(script, session, remaining);
        boolean goesOn = true;
        for (int i = 0; goesOn && i < MAX_STEPS; i++) {
            SessionStep sessionStep = newStep();
            remaining.putAll(lists.takeItemAnswers(session));
            Journey.JourneyStep asked = findNextStep(sessionStep);
            if (asked != null) {
                goesOn = answerStep(sessionStep, asked, remaining.remove(asked.key()));
            } else if (takesTable(sessionStep)) {
                goesOn = takeStep(sessionStep, sessionStep.toResult());
            } else if (lists.adjustItems(sessionStep)) {
                goesOn = takeStep(sessionStep, sessionStep.toResult());
            } else {
                goesOn = skipsCurrent(sessionStep) && answerStep(sessionStep, sessionStep.currentStep(), null);
            }
        }
        remaining.keySet().removeAll(lists.completeLists(session));
        if (submitted.confirms() && remaining.isEmpty() && problems.isEmpty()) {
            confirmReview();
        }
        remaining.keySet().removeAll(problems.keySet());
        return new SessionEngine.FormResult(
                combineResults(),
                new SessionEngine.FormCheck(problems, Set.copyOf(doubtful), Set.copyOf(remaining.keySet())));
    }

    /// Refuses lists with more new items than a form takes. A list that was closed is open again, so that its former
    /// items are not submitted by mistake.
    private void refuseLongLists() {
        submitted.answers().forEach((name, value) -> {
            if (script.named().get(name) instanceof ScriptStep.Repeat repeat && value instanceof List<?> items) {
                long added = items.stream().filter(Map.class::isInstance).count();
                long most = Math.min(repeat.maxItems(), EngineLimits.MAX_FORM_ITEMS);
                if (added > most || items.size() > repeat.maxItems()) {
                    remaining.remove(name);
                    session = session.withoutAnswer(name, context.now());
                    Map<String, Object> arguments = Map.of("most", most, "count", (long) items.size());
                    problems.put(
                            name, List.of(newStep().textRenderer().formatText("engine.too_many_items", arguments)));
                }
            }
        });
    }

    /// Takes a table that answers a list which the journey has reached.
    private boolean takesTable(SessionStep sessionStep) {
        for (String name : List.copyOf(remaining.keySet())) {
            if (script.named().get(name) instanceof ScriptStep.Repeat repeat
                    && !(remaining.get(name) instanceof List<?>)
                    && isReached(sessionStep, repeat)) {
                takeTable(sessionStep, repeat, remaining.remove(name));
                return true;
            }
        }
        return false;
    }

    private static boolean isReached(SessionStep sessionStep, ScriptStep.Repeat repeat) {
        Journey journey = sessionStep.journey();
        return journey.currentStep().step() == repeat
                || journey.currentStep().key().startsWith(repeat.name() + "/")
                || journey.passedSteps().stream().anyMatch(step -> step.step() == repeat);
    }

    /// @param value id of a file, or a map with it and whether rows with problems are left out
    private void takeTable(SessionStep sessionStep, ScriptStep.Repeat repeat, Object value) {
        Object id = value instanceof Map<?, ?> map ? map.get(TABLE_FILE) : value;
        boolean partly = value instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get(TABLE_PARTLY));
        List<String> found = submitted.files().stream()
                .filter(file -> file.id().equals(String.valueOf(id)) && file.rows() != null)
                .findFirst()
                .map(file -> ItemRowHandler.replaceItems(sessionStep, repeat, file.rows(), partly))
                .orElseGet(() -> List.of(sessionStep.textRenderer().formatText("engine.no_table")));
        if (!found.isEmpty()
                && !(partly && !sessionStep.session().itemsOf(repeat.name()).isEmpty())) {
            problems.put(repeat.name(), found.subList(0, Math.min(MAX_TABLE_PROBLEMS, found.size())));
        }
    }

    private boolean skipsCurrent(SessionStep sessionStep) {
        return submitted.skipsOptional()
                && sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && question.optional();
    }

    /// Step of the session as it is now.
    private SessionStep newStep() {
        return new SessionStep(texts, new Journey(script, session, context));
    }

    private void confirmReview() {
        SessionStep sessionStep = newStep();
        if (sessionStep.currentStep().step() instanceof ScriptStep.Review review) {
            new SessionAdvancer(sessionStep).confirmReview(review);
            takeStep(sessionStep, sessionStep.toResult());
        }
    }

    /// First step on the journey with a new answer.
    private Journey.JourneyStep findNextStep(SessionStep sessionStep) {
        removeKeptAnswers(sessionStep);
        List<Journey.JourneyStep> steps = sessionStep.journey().changeableSteps();
        steps.addAll(sessionStep.journey().openLaterSteps());
        if (sessionStep.currentStep().step() instanceof ScriptStep.Question) {
            steps.add(sessionStep.currentStep());
        }
        return steps.stream()
                .filter(step -> remaining.containsKey(step.key()))
                .findFirst()
                .orElse(null);
    }

    /// Drops the answers that the session has, also those that cannot be changed any more.
    private void removeKeptAnswers(SessionStep sessionStep) {
        for (Journey.JourneyStep passed : sessionStep.journey().passedSteps()) {
            if (passed.step() instanceof ScriptStep.Question
                    && remaining.containsKey(passed.key())
                    && isKept(sessionStep, passed, remaining.get(passed.key()))) {
                remaining.remove(passed.key());
            }
        }
    }

    private boolean isKept(SessionStep sessionStep, Journey.JourneyStep asked, Object value) {
        Object kept = sessionStep.journey().answerFor(asked.key()).value();
        if (value == null || kept == null || kept.equals(value)) {
            return Objects.equals(kept, value);
        }
        return switch (readValue(sessionStep, (ScriptStep.Question) asked.step(), value)) {
            case FieldParseResult.Accepted accepted -> accepted.value().equals(kept);
            case FieldParseResult.Doubtful doubtful -> doubtful.repeated().equals(kept);
            case FieldParseResult.Partial partial -> false;
            case FieldParseResult.NoAnswer none -> false;
            case FieldParseResult.Refused refused -> false;
        };
    }

    /// @return whether further answers can be processed
    private boolean answerStep(SessionStep sessionStep, Journey.JourneyStep asked, Object value) {
        boolean change = !asked.key().equals(sessionStep.currentStep().key());
        if (change) {
            new NavigationHandler(sessionStep).showQuestion(asked.key());
        }
        ScriptStep.Question question = (ScriptStep.Question) asked.step();
        if (value == null) {
            new SessionAdvancer(sessionStep).skipQuestion();
        } else {
            sessionStep.handleReading(question, readValue(sessionStep, question, value), null);
        }
        // The question is not shown again, because it is answered already.
        StepResult stepped = change ? withoutFirst(sessionStep.toResult()) : sessionStep.toResult();
        boolean passed = isTaken(stepped.session(), asked.key());
        if (!passed) {
            problems.put(asked.key(), List.of(extractLead(stepped)));
            if (stepped.session().doubt() != null) {
                doubtful.add(asked.key());
            }
            if (change && stepped.session().doubt() == null) {
                return true;
            }
        }
        if (passed) {
            acceptedCount++;
            lastTakenStep = asked;
        }
        return takeStep(sessionStep, stepped) && passed;
    }

    /// @return whether further answers can be processed
    private boolean takeStep(SessionStep sessionStep, StepResult stepped) {
        trail.addAll(stepped.trail());
        context = sessionStep.context();
        sessionBefore = session;
        session = stepped.session();
        lastResult = stepped;
        return !stepped.hasEnded() && stepped.calls().isEmpty();
    }

    private static StepResult withoutFirst(StepResult stepped) {
        List<Reply> replies = stepped.replies();
        return stepped.withReplies(replies.subList(1, replies.size()), stepped.trail());
    }

    private static boolean isTaken(Session session, String key) {
        return session.answers().containsKey(key)
                && session.focus() == null
                && session.tries() == 0
                && session.doubt() == null;
    }

    private FieldParseResult readValue(SessionStep sessionStep, ScriptStep.Question question, Object value) {
        if (question.type() instanceof FileField) {
            return submitted.files().stream()
                    .filter(file -> file.id().equals(String.valueOf(value)))
                    .findFirst()
                    .map(file -> FileInputHandler.parseFile(sessionStep, question, file))
                    .orElse(FieldParseResult.refused("gone"));
        }
        String text = switch (value) {
            case List<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            case Boolean truth -> truth ? "yes" : "no";
            default -> String.valueOf(value);
        };
        FieldParseResult reading = question.type().parseAnswer(text, sessionStep.fieldContext(question, null));
        // A form sends the whole list at once.
        return reading instanceof FieldParseResult.Partial partial
                        && partial.problems().isEmpty()
                ? question.type().parseAnswer("!done", sessionStep.fieldContext(question, partial.value()))
                : reading;
    }

    /// Result of the last answer, preceded by a sentence about the answers and by the messages on the way.
    private StepResult combineResults() {
        if (lastResult == null) {
            SessionStep sessionStep = newStep();
            sessionStep.showCurrentStep(formatTaken(), Reply.DisplayMode.PLAIN);
            return sessionStep.toResult();
        }
        Journey journey = new Journey(script, sessionBefore, context);
        SessionTextRenderer renderer = new SessionTextRenderer(texts, journey);
        Set<String> knownKeys = new HashSet<>();
        new Journey(script, firstSession, context).passedSteps().forEach(passed -> knownKeys.add(passed.key()));
        // Whoever only sends, or sends a table, has brought no answers to count; the end of a form, and what a call
        // leads to, does not count them.
        boolean counted = !lastResult.hasEnded() && lastResult.calls().isEmpty() && acceptedCount > 0;
        String lead = counted ? formatTaken() : "";
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            if (passed.step() instanceof ScriptStep.Say say && !knownKeys.contains(passed.key())) {
                lead = PromptRenderer.joinParagraphs(lead, renderer.formatSay(say));
            }
        }
        return lastResult.withReplies(addLead(lead, lastResult.replies()), trail);
    }

    /// Sentence that tells how many answers were taken; a single one is shown, as others may see it who read along.
    private String formatTaken() {
        SessionTextRenderer renderer = newStep().textRenderer();
        if (acceptedCount != 1) {
            return renderer.formatText("engine.form", Map.of("count", (long) acceptedCount));
        }
        ScriptStep.Question question = (ScriptStep.Question) lastTakenStep.step();
        return renderer.formatText(
                "engine.taken",
                Map.of(
                        "label", renderer.formatLabel(question),
                        "value", renderer.formatAnswer(question, lastTakenStep.key())));
    }

    private static List<Reply> addLead(String lead, List<Reply> replies) {
        if (lead.isEmpty()) {
            return replies;
        }
        if (replies.isEmpty()) {
            return List.of(Reply.ofText(PromptRenderer.clipText(lead)));
        }
        List<Reply> all = new ArrayList<>(replies);
        Reply reply = all.removeFirst();
        Reply after = reply.withText(PromptRenderer.clipText(PromptRenderer.joinParagraphs(lead, reply.text())));
        all.addFirst(reply.isPrompt() ? after.withLeadBefore(lead) : after);
        return all;
    }

    private static String extractLead(StepResult stepped) {
        String text =
                stepped.replies().isEmpty() ? "" : stepped.replies().getLast().text();
        int end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(0, end);
    }
}
