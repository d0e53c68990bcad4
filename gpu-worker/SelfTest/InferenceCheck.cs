using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.Status;
using RingRift.Learning.Inference;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Whether ONNX Runtime answers as plain arithmetic does, at the batch sizes of self-play and one by one.</summary>
public sealed class InferenceCheck(IEvaluatorSource evaluators, IOptions<SelfTestOptions> options, IOptions<SelfPlayJobOptions> selfPlay)
{
    // More games than any plan plays at once.
    private const int ManyGames = 1 << 20;

    /// <summary>Checks a rung.</summary>
    /// <param name="network">The network to check with.</param>
    /// <param name="rung">The rung.</param>
    public RungResult Run(SelfTestNetwork network, OnnxRung rung)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rung);
        var most = network.InferenceRows(SelfPlayPlan.For(rung.Apply(selfPlay.Value), rung.Provider, ManyGames).MaxBatch);
        using var opened = evaluators.Open(network.Model, rung, most);
        List<string> failures = [.. Failures(network, opened, rung, most)];
        return new RungResult(rung.Name, failures.Count == 0, failures);
    }

    private IEnumerable<string> Failures(SelfTestNetwork network, OpenedEvaluator opened, OnnxRung rung, int most)
    {
        if (options.Value.RequireGpu && opened.Provider == EvaluatorProvider.Cpu)
        {
            yield return "ONNX Runtime computes on the processor; SelfTest:RequireGpu is true";
        }
        else if (opened.Provider != rung.Provider)
        {
            yield return $"ONNX Runtime computes on {opened.Provider} where {rung.Provider} was asked for";
        }

        var tolerance = opened.Provider == EvaluatorProvider.Cpu ? options.Value.Tolerance : options.Value.GpuTolerance;
        foreach (var rows in new[] { 1, (most / 2) + 1, most }.Distinct())
        {
            var difference = Difference(network, opened.Evaluator, rows);
            if (difference > tolerance)
            {
                yield return $"the answers of ONNX Runtime to {rows} positions at once and plain arithmetic differ by {difference:g3}; "
                    + $"at most {tolerance:g} is allowed";
            }
        }
    }

    private static double Difference(SelfTestNetwork network, IEvaluator evaluator, int rows)
    {
        var (spec, worst) = (network.Spec, 0.0);
        var calls = Math.Max(1, network.Positions / rows);
        var (planes, expected) = (network.Planes(calls * rows), network.Expected);
        var (policies, seats) = (network.Repeated(expected.Policy, calls * rows), network.Repeated(expected.Seats, calls * rows));
        for (var call = 0; call < calls; call++)
        {
            var (policy, values) = (new float[rows * spec.Actions], new float[rows * spec.Players]);
            evaluator.Evaluate(rows, planes.AsSpan(call * rows * spec.Planes * spec.Area, rows * spec.Planes * spec.Area), policy, values);
            worst = Math.Max(worst, Deviation.Of(policy, policies.AsSpan(call * policy.Length, policy.Length)));
            worst = Math.Max(worst, Deviation.Of(values, seats.AsSpan(call * values.Length, values.Length)));
        }

        return worst;
    }
}
