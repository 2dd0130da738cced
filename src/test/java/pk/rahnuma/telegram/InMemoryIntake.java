package pk.rahnuma.telegram;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.update.BlockListener;

/// Intake behind the adapter, in memory: accepts updates once, or not now, or when the test says so.
public final class InMemoryIntake implements MessageIntake, BlockListener {

    /// An offered update that waits for the commit.
    public record Offer(IncomingMessage incoming, CompletableFuture<TurnReceipt> receipt) {
        public void commit() {
            receipt.complete(new TurnReceipt(1, false, List.of(), null));
        }
    }

    private final Set<String> seen = new HashSet<>();
    private final List<IncomingMessage> taken = new ArrayList<>();
    private final List<IncomingMessage> repeats = new ArrayList<>();
    private final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> marks = new LinkedBlockingQueue<>();
    private boolean holds;
    private int refusals;
    private RuntimeException fault;
    private String notice;

    @Override
    public synchronized List<CompletableFuture<TurnReceipt>> offerMessages(List<IncomingMessage> incoming) {
        List<CompletableFuture<TurnReceipt>> receipts = new ArrayList<>();
        for (IncomingMessage message : incoming) {
            boolean failed = !receipts.isEmpty() && receipts.getLast().isCompletedExceptionally();
            receipts.add(failed ? CompletableFuture.failedFuture(fault) : offer(message));
        }
        return receipts;
    }

    private CompletableFuture<TurnReceipt> offer(IncomingMessage incoming) {
        if (refusals > 0) {
            refusals--;
            if (!(fault instanceof IntakeUnavailableException)) {
                throw fault;
            }
            return CompletableFuture.failedFuture(fault);
        }
        if (holds) {
            Offer offer = new Offer(incoming, new CompletableFuture<>());
            offers.add(offer);
            return offer.receipt();
        }
        boolean repeated = !seen.add(incoming.update());
        (repeated ? repeats : taken).add(incoming);
        notifyAll();
        return CompletableFuture.completedFuture(new TurnReceipt(1, repeated, List.of(), notice));
    }

    @Override
    public synchronized void markBlocked(String address) {
        marks.add("blocked " + address);
    }

    @Override
    public synchronized void markUnblocked(String address) {
        marks.add("unblocked " + address);
    }

    /// Makes the next `times` offers fail, as when the database is unavailable, or with an unexpected exception.
    public synchronized void failOffers(int times, RuntimeException how) {
        refusals = times;
        fault = how;
    }

    public synchronized void holdCommits(boolean held) {
        holds = held;
    }

    public synchronized void answersTapsWith(String text) {
        notice = text;
    }

    /// Waits until so many updates were accepted in total, without repeats.
    public synchronized List<IncomingMessage> awaitTaken(int count) {
        return await(taken, count);
    }

    public synchronized List<IncomingMessage> awaitRepeats(int count) {
        return await(repeats, count);
    }

    public ConversationInput awaitInput() {
        return awaitTaken(1).getFirst().input();
    }

    public Offer awaitOffer() {
        return next(offers);
    }

    public String awaitMark() {
        return next(marks);
    }

    private List<IncomingMessage> await(List<IncomingMessage> list, int count) {
        try {
            long until = System.nanoTime() + FakeBotApi.WAIT_TIMEOUT.toNanos();
            while (list.size() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + count + " updates, there are " + list.size());
                }
                wait(left);
            }
            return List.copyOf(list);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(FakeBotApi.WAIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("waited in vain");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
