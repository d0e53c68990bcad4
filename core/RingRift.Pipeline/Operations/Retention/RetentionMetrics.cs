using System.Diagnostics.Metrics;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>What retention deleted, as metrics.</summary>
public sealed class RetentionMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RingRift.Retention";

    /// <summary>Counter of rows, jobs and files, unit <c>{item}</c>, by <see cref="KindTag"/>.</summary>
    public const string DeletedCounter = "ringrift.retention.deleted";

    /// <summary>Counter of the bytes of files, unit <c>By</c>, by <see cref="KindTag"/>.</summary>
    public const string BytesCounter = "ringrift.retention.deleted_bytes";

    /// <summary>Tag with what was deleted: <c>inbox</c>, <c>jobs</c>, <c>progress</c>, or a kind of artifact.</summary>
    public const string KindTag = "ringrift.retention.kind";

    /// <summary>What a daemon says that is to delete nothing.</summary>
    internal const string SwitchedOff = $"switched off ({RetentionOptions.Section}:{nameof(RetentionOptions.Enabled)})";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _deleted;
    private readonly Counter<long> _bytes;

    /// <summary>Creates the instruments.</summary>
    public RetentionMetrics()
    {
        _deleted = _meter.CreateCounter<long>(
            DeletedCounter, "{item}", "Rows, jobs and files deleted because they were old and nothing referred to them.");
        _bytes = _meter.CreateCounter<long>(BytesCounter, "By", "Bytes of the files deleted.");
    }

    /// <summary>The meter, for listeners that want this instance's measurements only.</summary>
    public Meter Meter => _meter;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts what was deleted.</summary>
    internal void Deleted(string kind, int items, long bytes)
    {
        _deleted.Add(items, new KeyValuePair<string, object?>(KindTag, kind));
        if (bytes > 0)
        {
            _bytes.Add(bytes, new KeyValuePair<string, object?>(KindTag, kind));
        }
    }
}
