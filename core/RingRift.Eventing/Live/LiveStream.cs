using System.Threading.Channels;

namespace RingRift.Eventing.Live;

/// <summary>
/// One who watches: a bounded queue of messages. Who takes them too slowly is not waited for: the stream ends, and its watcher goes on from
/// the last position by the log.
/// </summary>
internal sealed class LiveStream
{
    private const int Capacity = 1000;

    private readonly Channel<LiveItem> _items =
        Channel.CreateBounded<LiveItem>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>What is to be told, until the stream ends.</summary>
    public IAsyncEnumerable<LiveItem> ReadAllAsync(CancellationToken cancellationToken) => _items.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Takes a message; never waits.</summary>
    public void Tell(LiveItem item)
    {
        if (!_items.Writer.TryWrite(item))
        {
            End();
        }
    }

    /// <summary>Ends the stream after what it holds.</summary>
    public void End() => _items.Writer.TryComplete();
}
