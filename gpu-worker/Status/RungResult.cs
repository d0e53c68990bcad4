using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingRift.GpuWorker.Status;

/// <summary>What the self-test found on one rung.</summary>
/// <param name="Name">The rung.</param>
/// <param name="Passed">Whether it may be used.</param>
/// <param name="Failures">What is wrong with it; empty when it passed.</param>
/// <param name="RowsPerSecond">Rows a second of training on it; null where nothing was trained.</param>
public sealed record RungResult(
    string Name,
    bool Passed,
    IReadOnlyList<string> Failures,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? RowsPerSecond = null)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}
