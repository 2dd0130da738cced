package pk.rahnuma.messaging;

import io.micronaut.context.BeanProvider;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All couriers of this process, asked for when there is something for them, because they need who asks.
record CompositeOutboxListener(BeanProvider<OutboxListener> all) implements OutboxListener {

    @Override
    public void posted(List<Message> messages) {
        all.forEach(courier -> courier.posted(messages));
    }

    @Override
    public void announced(List<Message> messages) {
        all.forEach(courier -> courier.announced(messages));
    }

    @Override
    public void withdrawn(List<Message> messages) {
        all.forEach(courier -> courier.withdrawn(messages));
    }

    @Override
    public Set<Long> done(Collection<Long> conversations) {
        Set<Long> done = new HashSet<>();
        all.forEach(courier -> done.addAll(courier.done(conversations)));
        return done;
    }
}
