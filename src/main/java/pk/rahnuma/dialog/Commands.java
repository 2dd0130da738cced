package pk.rahnuma.dialog;

import pk.rahnuma.dialog.Reply.Manner;
import pk.rahnuma.dialog.field.Reading;
import pk.rahnuma.dialog.script.Step;
import pk.rahnuma.dialog.script.Texts;

/// What a person can want of a session at any step, by button or in words.
final class Commands {

    private final Texts texts;

    Commands(Texts texts) {
        this.texts = texts;
    }

    /// @return false when the command means nothing at this place, so that the text may be an answer
    boolean take(Move move, Words.Said said) {
        Step step = move.stop().step();
        switch (said.command()) {
            case BACK -> move.back();
            case CHANGE -> {
                if (step instanceof Step.Repeat repeat && said.number() > 0) {
                    Items items = new Items(move, repeat);
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
                if (step instanceof Step.Review review) {
                    move.send(review);
                } else {
                    return insist(move);
                }
            }
            case SEND -> {
                if (!(step instanceof Step.Review review)) {
                    return false;
                }
                move.send(review);
            }
            case DONE -> {
                return finish(move);
            }
            case ADD -> {
                if (!(step instanceof Step.Repeat repeat)) {
                    return false;
                }
                new Items(move, repeat).add();
            }
            case REMOVE -> {
                if (!(step instanceof Step.Repeat repeat)) {
                    return false;
                }
                Items items = new Items(move, repeat);
                items.remove(items.at(said.number()));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean insist(Move move) {
        Object doubt = move.session().doubt();
        if (doubt == null || !(move.stop().step() instanceof Step.Question question)) {
            return false;
        }
        move.read(question, new Reading.Accepted(doubt), null);
        return true;
    }

    private static boolean finish(Move move) {
        Step step = move.stop().step();
        Object partial = move.session().partial();
        if (step instanceof Step.Repeat repeat) {
            new Items(move, repeat).close();
            return true;
        }
        if (step instanceof Step.Question question && partial != null) {
            move.read(question, question.type().read("!done", move.ask(question, partial)), null);
            return true;
        }
        return false;
    }

    private void help(Move move) {
        String key = move.stop().step() instanceof Step.Question question ? question.texts() + ".help" : "";
        move.show(move.voice().say(texts.has(key) ? key : "engine.help"), Manner.PLAIN);
    }
}
