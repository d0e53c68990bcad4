using RingRift.Eventing.Log;

namespace RingRift.Local.Events;

/// <summary>A trace as an indented tree: each event below its cause, its deliveries right below it.</summary>
internal static class TraceText
{
    public static void Write(EventTrace trace, TextWriter output)
    {
        output.WriteLine(
            $"{string.Join(", ", trace.Correlations)}: {trace.Events} events, {trace.Deliveries} deliveries, {trace.Failed} failed, {trace.Waiting} waiting; "
            + $"{EventText.Time(trace.Started)} to {EventText.Time(trace.Ended)} UTC, {(trace.Ended - trace.Started).TotalSeconds:0.000} s");
        foreach (var node in trace.Nodes)
        {
            Write(node, output);
        }
    }

    private static void Write(TraceNode node, TextWriter output)
    {
        var indent = new string(' ', 2 * node.Depth);
        var cause = node.CauseOutside is null ? string.Empty : $" (caused by {node.CauseOutside})";
        var name = node.Type[(node.Type.IndexOf('.', StringComparison.Ordinal) + 1)..].ToUpperInvariant();
        output.WriteLine($"{indent}{EventText.Time(node.Published)} {name} {node.Subject} {PayloadText.Of(node.Data)}".TrimEnd() + cause);
        foreach (var delivery in node.Deliveries)
        {
            output.WriteLine($"{indent}  > {EventText.Delivery(delivery)}");
        }

        if (node.Deliveries.Count == 0)
        {
            output.WriteLine($"{indent}  > no delivery yet");
        }
    }
}
