package pk.rahnuma.messaging;

import io.micronaut.context.BeanProvider;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All outbox listeners of this process, resolved on use because they depend on the bean that calls them.
record CompositeOutboxListener(BeanProvider<OutboxListener> all) implements OutboxListener {

    @Override
    public void afterCommit(List<Message> messages) {
        all.forEach(listener -> listener.afterCommit(messages));
    }

    @Override
    public void beforeCommit(List<Message> messages) {
        all.forEach(listener -> listener.beforeCommit(messages));
    }

    @Override
    public void afterRollback(List<Message> messages) {
        all.forEach(listener -> listener.afterRollback(messages));
    }

    @Override
    public Set<Long> findFullySent(Collection<Long> conversations) {
        Set<Long> done = new HashSet<>();
        all.forEach(listener -> done.addAll(listener.findFullySent(conversations)));
        return done;
    }
}
