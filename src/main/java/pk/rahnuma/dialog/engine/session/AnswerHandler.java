package pk.rahnuma.dialog.engine.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.journey.FailedCheck;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.script.AnswerDependencies;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.shared.Language;

/// Handles the reading of an answer: accepts, doubts, or refuses it.
final class AnswerHandler {

    /// Kinds with which a person leaves a question unanswered for now.
    private static final Set<NonAnswer> LEAVING_KINDS = EnumSet.of(NonAnswer.LATER, NonAnswer.UNKNOWN, NonAnswer.NONE);

    private final SessionStep sessionStep;
    private final ScriptTexts texts;
    private final List<String> further;
    private final PostponementHandler postponements;

    /// @param further lines of the answers to other questions that came with this one
    AnswerHandler(SessionStep sessionStep, List<String> further) {
        this.sessionStep = sessionStep;
        this.texts = sessionStep.texts();
        this.further = further;
        this.postponements = new PostponementHandler(sessionStep);
    }

    void handleReading(ScriptStep.Question question, FieldParseResult reading, String message) {
        switch (reading) {
            case FieldParseResult.Accepted accepted ->
                checkValue(question, accepted.value(), message, accepted.extracted());
            case FieldParseResult.Doubtful doubtful -> {
                Object written = doubtful.repeated().equals(doubtful.value()) ? null : doubtful.repeated();
                Session session = sessionStep.session();
                if (doubtful.value().equals(session.doubt()) && Objects.equals(written, session.partial())) {
                    checkValue(question, doubtful.repeated(), message, false);
                } else {
                    // A correction is held with what was written: only the same text again is meant as it is.
                    holdValue(written, null);
                    holdDoubtfulValue(question, doubtful.value(), doubtful.problem());
                }
            }
            case FieldParseResult.Partial partial -> {
                holdValue(partial.value(), null);
                sessionStep.showCurrentStep(
                        problems(question, partial.problems()),
                        partial.problems().isEmpty() ? DisplayMode.REPLACES : DisplayMode.PLAIN);
            }
            case FieldParseResult.NoAnswer none -> {
                if (!takesUnknown(question, none, message) && !leaveQuestion(question, none)) {
                    if (further.isEmpty()) {
                        giveHelp(question, none, message);
                    } else {
                        showFurther();
                    }
                }
            }
            case FieldParseResult.Refused refused -> {
                if (further.isEmpty() || refused.meant() || sessionStep.isLeftOver()) {
                    refuseValue(question, refused.problems());
                } else {
                    showFurther();
                }
            }
        }
    }

    /// Asks again, after the answers to other questions.
    private void showFurther() {
        sessionStep.showCurrentStep(String.join("\n", further), DisplayMode.PLAIN);
    }

    /// @param shown whether the value is shown when it is accepted
    private void checkValue(ScriptStep.Question question, Object value, String message, boolean shown) {
        boolean insisted = value.equals(sessionStep.session().doubt());
        FailedCheck failed = sessionStep.journey().firstFailedCheck(sessionStep.currentStep(), value, insisted);
        if (failed == null) {
            acceptValue(question, value, message, shown);
            return;
        }
        if (failed.soft()) {
            holdDoubtfulValue(question, value, failed.problem());
        } else {
            refuseValue(question, List.of(failed.problem()));
        }
    }

    private void acceptValue(ScriptStep.Question question, Object value, String message, boolean shown) {
        if (question.name().equals(SessionStep.LANGUAGE_QUESTION)
                && value instanceof String chosen
                && Language.ALL.contains(chosen)) {
            sessionStep.setLanguage(chosen);
        }
        String line = sessionStep.textRenderer().formatTaken(question, value);
        List<String> lines = new ArrayList<>(further);
        if (shown && !question.acceptsContact()) {
            lines.addFirst(line);
        }
        new SessionAdvancer(sessionStep).acceptAnswer(value, message, String.join("\n", lines));
        if (question.acceptsContact() && sessionStep.hasReplies()) {
            // The next message removes the offer to share a number.
            sessionStep.addBeforeLastReply(Reply.ofText(line).withManner(DisplayMode.ENDS_CONTACT));
        }
    }

    /// Answers a text that is no answer: with help, the earlier value, or the reason for the question.
    private void giveHelp(ScriptStep.Question question, FieldParseResult.NoAnswer none, String message) {
        Object earlier = none.kind() == NonAnswer.SAME ? sameValue(question) : null;
        if (earlier != null) {
            checkValue(question, earlier, message, true);
            return;
        }
        boolean unanswered = none.kind() == NonAnswer.QUESTION && none.value() == null;
        String reason = none.kind().name().toLowerCase(Locale.ROOT);
        String helpKey = question.texts() + ".help";
        String key = unanswered ? "engine.no_answer.unanswered" : noAnswerKey(question, none.kind());
        String said = sessionStep.textRenderer().formatText(key);
        String lead = switch (none.kind()) {
            case REASON -> formatFirst(question.texts() + ".why", helpKey, key);
            case UNKNOWN, NONE -> PromptRenderer.joinParagraphs(said, formatFirst(helpKey, "engine.help"));
            // What the person asks about is mostly the question itself.
            case QUESTION ->
                unanswered
                        ? PromptRenderer.joinParagraphs(
                                said, sessionStep.textRenderer().formatOptionalText(helpKey))
                        : said;
            default -> said;
        };
        if (none.kind() == NonAnswer.QUESTION && none.value() != null) {
            holdDoubt(question, none.value(), reason, lead, List.of());
        } else {
            showAgain(question, reason, lead, List.of());
        }
    }

    /// A person who does not know chooses the option that says so, where there is one.
    private boolean takesUnknown(ScriptStep.Question question, FieldParseResult.NoAnswer none, String message) {
        if (none.kind() != NonAnswer.UNKNOWN) {
            return false;
        }
        Optional<String> unknown = sessionStep.fieldContext(question, null).options().stream()
                .filter(option -> NonAnswer.findKind(sessionStep.read(option.label()), false)
                        .filter(NonAnswer.UNKNOWN::equals)
                        .isPresent())
                .map(Option::value)
                .findFirst();
        unknown.ifPresent(value -> checkValue(question, value, message, true));
        return unknown.isPresent();
    }

    /// Skips an optional question, and puts a required one off, or an optional one that the person means to answer.
    /// Nothing to give there is no answer, and may be a
    /// misunderstanding, except at a paper.
    ///
    /// @return false when the question has to be answered first, or an answer is only to be changed
    private boolean leaveQuestion(ScriptStep.Question question, FieldParseResult.NoAnswer none) {
        NonAnswer kind = none.kind();
        boolean isChange = postponements.isAnswered() && !(question.optional() && kind == NonAnswer.NONE);
        if (!LEAVING_KINDS.contains(kind) || isChange) {
            return false;
        }
        String reason = kind.name().toLowerCase(Locale.ROOT);
        if (question.optional() && !(kind == NonAnswer.LATER && postponements.canPostponeOptional(question))) {
            new SessionAdvancer(sessionStep).skipQuestion(reason, String.join("\n", further));
            return true;
        }
        if (none.value() instanceof Instant time && postponements.setReminder(question, time)) {
            return true;
        }
        boolean isLeft = kind != NonAnswer.NONE || AnswerDependencies.isPaper(question);
        String help = kind == NonAnswer.LATER
                ? ""
                : sessionStep.textRenderer().formatOptionalText(question.texts() + ".help");
        return isLeft && postponements.postponeQuestion(question, reason, further, help);
    }

    private String noAnswerKey(ScriptStep.Question question, NonAnswer kind) {
        if (kind == NonAnswer.LATER && postponements.isPrerequisite(question)) {
            return "engine.prerequisite";
        }
        return kind == NonAnswer.NONE && postponements.canPostpone(question)
                ? "engine.postponable"
                : "engine.no_answer." + kind.name().toLowerCase(Locale.ROOT);
    }

    /// The first of these texts that exists; the last one always does.
    private String formatFirst(String... keys) {
        String last = keys[keys.length - 1];
        return sessionStep
                .textRenderer()
                .formatText(Stream.of(keys).filter(texts::hasText).findFirst().orElse(last));
    }

    /// Value that "the same" means: the suggested one, or the latest answer of the kind.
    private Object sameValue(ScriptStep.Question question) {
        Object suggested = sessionStep.textRenderer().suggestedValue(question);
        return suggested == null ? earlierValue(question) : suggested;
    }

    /// Latest answer to another question of the same type, or null.
    private Object earlierValue(ScriptStep.Question question) {
        for (Journey.JourneyStep passed : sessionStep.journey().passedSteps().reversed()) {
            if (passed.step() instanceof ScriptStep.Question other
                    && other != question
                    && other.type() == question.type()
                    && other.properties().equals(question.properties())
                    && Objects.equals(other.options(), question.options())) {
                StoredAnswer answer = sessionStep.journey().answerFor(passed.key());
                if (answer != null && answer.value() != null) {
                    return answer.value();
                }
            }
        }
        return null;
    }

    private void holdDoubtfulValue(ScriptStep.Question question, Object value, FieldParseResult.Problem problem) {
        holdDoubt(question, value, problem.code(), problems(question, List.of(problem)), problem.options());
    }

    /// Holds a value that is not an answer yet.
    ///
    /// @param partial its valid part, or null
    /// @param doubt a value that the person may confirm, or null
    private void holdValue(Object partial, Object doubt) {
        sessionStep.updateSession(sessionStep.session().withPendingValue(partial, doubt, sessionStep.now()));
    }

    /// Asks whether the value is meant, by one tap.
    ///
    /// @param options that are offered beside it
    private void holdDoubt(
            ScriptStep.Question question, Object value, String reason, String lead, List<String> options) {
        holdValue(sessionStep.session().partial(), value);
        sessionStep.updateSession(sessionStep.session().withCandidates(options));
        sessionStep.recordTrail(Exit.WARNED, question.name(), reason);
        sessionStep.showCurrentStep(lead, DisplayMode.PLAIN);
    }

    private void refuseValue(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        // A text that joins the open ticket may still have been a try.
        String joined = sessionStep.isLeftOver() ? String.join("\n", further) : "";
        FieldParseResult.Problem first = problems.getFirst();
        boolean again = !first.options().isEmpty()
                && first.options().equals(sessionStep.session().candidates());
        String lead = again
                ? sessionStep.textRenderer().formatText("engine.one_option", first.arguments())
                : problems(question, problems);
        showAgain(question, first.code(), PromptRenderer.joinParagraphs(lead, joined), first.options());
    }

    /// Asks again after a failed try, and offers a human after the third.
    ///
    /// @param options of which one is meant; empty to offer all
    private void showAgain(ScriptStep.Question question, String reason, String lead, List<String> options) {
        sessionStep.updateSession(sessionStep.session().withFailedTry().withCandidates(options));
        sessionStep.recordTrail(Exit.FAILED, question.name(), reason);
        boolean stuck = sessionStep.session().tries() >= EngineLimits.MAX_TRIES;
        sessionStep.showCurrentStep(
                stuck
                        ? PromptRenderer.joinParagraphs(
                                lead, sessionStep.textRenderer().formatText("engine.offer_human"))
                        : lead,
                DisplayMode.PLAIN);
    }

    String problems(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        List<String> lines = new ArrayList<>();
        for (FieldParseResult.Problem problem : problems) {
            String key = texts.problemKey(question.texts(), question.type(), problem.code());
            String line = sessionStep.textRenderer().formatText(key, problem.arguments());
            Object row = problem.arguments().get(FieldParseResult.ROW_ARGUMENT);
            lines.add(
                    row == null
                            ? line
                            : sessionStep
                                    .textRenderer()
                                    .formatText("engine.in_row", Map.of("row", row, "problem", line)));
        }
        return String.join("\n", lines);
    }
}
