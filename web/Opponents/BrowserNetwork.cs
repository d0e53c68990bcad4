using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;

namespace RingRift.Web.Opponents;

/// <summary>The network that <c>network.js</c> has opened, run by ONNX Runtime's build for browsers.</summary>
/// <param name="config">The configuration it plays.</param>
[SupportedOSPlatform("browser")]
internal sealed partial class BrowserNetwork(GameConfig config) : IAsyncEvaluator
{
    private const string Module = "network.js";

    private readonly NetworkSpec _spec = NetworkSpec.For(config);

    /// <inheritdoc/>
    public GameConfig Config => config;

    /// <inheritdoc/>
    public async Task EvaluateAsync(InferenceBatch batch)
    {
        try
        {
            await AskAsync(batch).ConfigureAwait(false);
        }
        catch (JSException failure)
        {
            throw new InferenceException($"The network gave no answer: {failure.Message}", failure);
        }

        if (!IsFinite(batch.PolicyLogitsOf(batch.Capacity)) || !IsFinite(batch.SeatValuesOf(batch.Capacity)))
        {
            throw new InferenceException("The network answered with a value that is not finite.");
        }
    }

    private async Task AskAsync(InferenceBatch batch)
    {
        Put(MemoryMarshal.AsBytes(batch.PlanesOf(batch.Capacity)), [batch.Capacity, _spec.Planes, _spec.Height, _spec.Width]);
        await RunAsync().ConfigureAwait(false);
        Take(
            MemoryMarshal.AsBytes(batch.PolicyLogitsOf(batch.Capacity)), MemoryMarshal.AsBytes(batch.SeatValuesOf(batch.Capacity)));
    }

    // One that is not finite stays so in every sum.
    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return double.IsFinite(sum);
    }

    [JSImport("put", Module)]
    private static partial void Put([JSMarshalAs<JSType.MemoryView>] Span<byte> planes, int[] shape);

    [JSImport("run", Module)]
    private static partial Task RunAsync();

    [JSImport("take", Module)]
    private static partial void Take(
        [JSMarshalAs<JSType.MemoryView>] Span<byte> policyLogits, [JSMarshalAs<JSType.MemoryView>] Span<byte> seatValues);
}
