package pk.rahnuma.dialog;

import pk.rahnuma.dialog.Reply.DisplayMode;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// What a person can want of a session at any step, by button or in words.
final class SessionCommandHandler {

    private final ScriptTexts texts;

    SessionCommandHandler(ScriptTexts texts) {
        this.texts = texts;
    }

    /// @return false when the command means nothing at this place, so that the text may be an answer
    boolean take(SessionStep move, CommandWordMatcher.CommandMatch said) {
        ScriptStep step = move.stop().step();
        switch (said.command()) {
            case BACK -> move.back();
            case CHANGE -> {
                if (step instanceof ScriptStep.Repeat repeat && said.number() > 0) {
                    RepeatHandler items = new RepeatHandler(move, repeat);
                    items.change(items.at(said.number()));
                } else {
                    move.change(said.number());
                }
            }
            case SKIP -> move.skip();
            case HELP -> help(move);
            case REPEAT, CONTINUE -> move.goOn();
            case MORE -> move.more();
            case YES -> {
                if (step instanceof ScriptStep.Review review) {
                    move.send(review);
                } else {
                    return insist(move);
                }
            }
            case SEND -> {
                if (!(step instanceof ScriptStep.Review review)) {
                    return false;
                }
                move.send(review);
            }
            case DONE -> {
                return finish(move);
            }
            case ADD -> {
                if (!(step instanceof ScriptStep.Repeat repeat)) {
                    return false;
                }
                new RepeatHandler(move, repeat).add();
            }
            case REMOVE -> {
                if (!(step instanceof ScriptStep.Repeat repeat)) {
                    return false;
                }
                RepeatHandler items = new RepeatHandler(move, repeat);
                items.remove(items.at(said.number()));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean insist(SessionStep move) {
        Object doubt = move.session().doubt();
        if (doubt == null || !(move.stop().step() instanceof ScriptStep.Question question)) {
            return false;
        }
        move.read(question, new FieldParseResult.Accepted(doubt), null);
        return true;
    }

    private static boolean finish(SessionStep move) {
        ScriptStep step = move.stop().step();
        Object partial = move.session().partial();
        if (step instanceof ScriptStep.Repeat repeat) {
            new RepeatHandler(move, repeat).close();
            return true;
        }
        if (step instanceof ScriptStep.Question question && partial != null) {
            move.read(question, question.type().read("!done", move.ask(question, partial)), null);
            return true;
        }
        return false;
    }

    private void help(SessionStep move) {
        String key = move.stop().step() instanceof ScriptStep.Question question ? question.texts() + ".help" : "";
        move.show(move.voice().say(texts.has(key) ? key : "engine.help"), DisplayMode.PLAIN);
    }
}
