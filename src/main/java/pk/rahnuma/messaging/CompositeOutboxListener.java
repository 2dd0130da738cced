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
        all.forEach(courier -> courier.afterCommit(messages));
    }

    @Override
    public void beforeCommit(List<Message> messages) {
        all.forEach(courier -> courier.beforeCommit(messages));
    }

    @Override
    public void afterRollback(List<Message> messages) {
        all.forEach(courier -> courier.afterRollback(messages));
    }

    @Override
    public Set<Long> findFullySent(Collection<Long> conversations) {
        Set<Long> done = new HashSet<>();
        all.forEach(courier -> done.addAll(courier.findFullySent(conversations)));
        return done;
    }
}
