package pk.rahnuma.post;

import io.micronaut.context.BeanProvider;
import java.util.List;

/// All couriers of this process, asked for when there is something for them, because they need who asks.
record Couriers(BeanProvider<Courier> all) implements Courier {

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
}
