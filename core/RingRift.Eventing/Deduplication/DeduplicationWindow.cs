using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RingRift.Eventing.Deduplication;

/// <summary>
/// The newest content keys of this process, bounded by number and by age. Memory is reserved once; a full window forgets its oldest key, so
/// that it can let a very late repeat pass but never drop a distinct event.
/// </summary>
public sealed class DeduplicationWindow
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _maxAge;
    private readonly HashSet<ContentKey> _seen;
    private readonly (ContentKey Key, long Seen)[] _order;
    private int _oldest;
    private int _count;

    /// <summary>An empty window.</summary>
    /// <param name="time">Clock.</param>
    /// <param name="options">Its bounds.</param>
    public DeduplicationWindow(TimeProvider time, IOptions<DeduplicationWindowOptions> options)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        _time = time;
        _maxAge = (long)(options.Value.MaxAge.TotalSeconds * time.TimestampFrequency);
        _seen = new HashSet<ContentKey>(options.Value.Capacity + 1);
        _order = new (ContentKey, long)[options.Value.Capacity];
    }

    /// <summary>Keys remembered now, expired ones that no newer key has pushed out included.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>Remembers a key; false when the window holds it already.</summary>
    public bool TryAdd(ContentKey key)
    {
        var now = _time.GetTimestamp();
        lock (_lock)
        {
            while (_count > 0 && now - _order[_oldest].Seen >= _maxAge)
            {
                Forget();
            }

            if (!_seen.Add(key))
            {
                return false;
            }

            if (_count == _order.Length)
            {
                Forget();
            }

            _order[(_oldest + _count++) % _order.Length] = (key, now);
            return true;
        }
    }

    private void Forget()
    {
        _seen.Remove(_order[_oldest].Key);
        _oldest = (_oldest + 1) % _order.Length;
        _count--;
    }
}

/// <summary>Bounds of the in-process window; a section inside <c>Deduplication</c>.</summary>
public sealed class DeduplicationWindowOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Deduplication:Window";

    /// <summary>
    /// Keys remembered. Default 65,536, about 6 MB: several days of a pipeline whose iterations have some hundred events.
    /// </summary>
    [Range(1, 4_000_000)]
    public int Capacity { get; set; } = 65_536;

    /// <summary>
    /// How long a key is remembered. Default 1 h: the outbox is swept every few seconds, so a repeat comes within minutes or after a
    /// restart.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);
}
