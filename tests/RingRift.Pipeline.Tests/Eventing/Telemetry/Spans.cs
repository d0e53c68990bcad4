using System.Collections.Concurrent;
using System.Diagnostics;
using RingRift.Eventing.Telemetry;

namespace RingRift.Pipeline.Tests.Eventing.Telemetry;

/// <summary>The spans of the pipeline that belong to one trace or to one event: tests run side by side and share the source.</summary>
public sealed class Spans : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PipelineTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Spans of the events of one chain.</summary>
    public IReadOnlyList<Activity> OfConversation(string correlationId) =>
        [.. _ended.Where(activity => Equals(activity.GetTagItem(PipelineTelemetry.Tags.ConversationId), correlationId))];

    /// <summary>Ended spans with a parent or link in a trace, or in it themselves.</summary>
    public IReadOnlyList<Activity> OfTrace(ActivityTraceId trace) =>
        [.. _ended.Where(activity => activity.TraceId == trace || activity.Links.Any(link => link.Context.TraceId == trace))];

    public void Dispose() => _listener.Dispose();
}
