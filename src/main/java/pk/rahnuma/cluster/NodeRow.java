package pk.rahnuma.cluster;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// A row of the table `node`: a server that shares the database.
///
/// @param seenAt its last heartbeat
/// @param wrappingKeys ids of the wrapping keys that it holds, by commas
@MappedEntity("node")
record NodeRow(@Id long id, Instant startedAt, Instant seenAt, String wrappingKeys) {

    static NodeRow ofNew(long id, Collection<Integer> wrappingKeys, Instant now) {
        return new NodeRow(
                id, now, now, wrappingKeys.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    boolean hasWrappingKey(int key) {
        return List.of(wrappingKeys.split(",")).contains(Integer.toString(key));
    }
}
