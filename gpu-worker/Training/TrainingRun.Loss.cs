using RingRift.GpuWorker.Torch;
using RingRift.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Training;

public sealed partial class TrainingRun
{
    private TrainingLosses MakeStep(double learningRate)
    {
        using var scope = NewDisposeScope();
        FillBatch();
        var (policy, value) = Losses(_net);
        using Scalar valueWeight = _options.ValueWeight;
        policy.add(value, valueWeight).backward();
        var losses = new TrainingLosses(Number(policy), Number(value));
        var length = GradientLength();
        if (!double.IsFinite(losses.Policy + losses.Value + length))
        {
            throw new TrainingException(
                $"Training diverged in step {Step + 1} of {TotalSteps}: policy loss {losses.Policy}, value loss {losses.Value}, gradient {length}; all must be finite.");
        }

        _optimizer.Apply(Step + 1, learningRate, Math.Min(1, _options.GradientClip / (length + 1e-12)));
        return losses;
    }

    private void FillBatch()
    {
        Span<int> rows = stackalloc int[Math.Min(_options.BatchSize, 1024)];
        rows = rows.Length == _options.BatchSize ? rows : new int[_options.BatchSize];
        _order.Rows(Step, rows);
        var symmetries = _order.Symmetries(Step);
        _batch.Clear();
        foreach (var row in rows)
        {
            _batch.Add(_window.Training[row], symmetries);
        }
    }

    /// <summary>
    /// Mean cross-entropies of the batch. The policy chooses among the legal actions alone, as it does in play: what is not legal needs no
    /// learning.
    /// </summary>
    private (Tensor Policy, Tensor Value) Losses(PolicyValueNet net)
    {
        using Scalar rows = _batch.Count;
        var (policy, value) = net.Logits(_batch.PlanesTensor(Device));
        var (logits, weight, absent) = _batch.PolicyTensors(Device);
        var policyLoss = -(policy.gather(1, logits).add_(absent, Scalars.One).log_softmax(1) * weight).sum().div(rows);
        var valueLoss = -(value.log_softmax(1) * _batch.ValueTensor(Device)).sum().div(rows);
        return (policyLoss, valueLoss);
    }

    private double GradientLength()
    {
        using var noGrad = no_grad();

        // Not square(), which makes a number of its exponent that nobody holds (see Scalars).
        var gradient = _net.Values.grad!;
        return Math.Sqrt(Number((gradient * gradient).sum()));
    }

    private static float Number(Tensor single) => PolicyValueNet.ToArray(single)[0];

    private TrainingLosses Measure(NetworkWeights weights, IReadOnlyList<SampleKey> keys)
    {
        using var noGrad = no_grad();
        using var net = new PolicyValueNet(weights, Device);
        var (policy, value, rows) = (0.0, 0.0, Math.Min(keys.Count, _options.MaxValidationRows));
        for (var from = 0; from < rows; from += _options.BatchSize)
        {
            using var scope = NewDisposeScope();
            _batch.Clear();
            for (var i = from; i < Math.Min(rows, from + _options.BatchSize); i++)
            {
                _batch.Add(keys[i], null);
            }

            var losses = Losses(net);
            policy += Number(losses.Policy) * _batch.Count;
            value += Number(losses.Value) * _batch.Count;
        }

        return new TrainingLosses(policy / rows, value / rows);
    }
}
