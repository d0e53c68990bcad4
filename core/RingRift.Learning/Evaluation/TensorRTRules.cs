using System.ComponentModel.DataAnnotations;

namespace RingRift.Learning.Evaluation;

/// <summary>Which settings need TensorRT: one that would do nothing is refused instead of ignored.</summary>
public static class TensorRTRules
{
    /// <summary>Checks the settings together.</summary>
    /// <param name="provider">Where to compute.</param>
    /// <param name="fp16">Whether half precision is asked for.</param>
    /// <param name="engineCache">Folder of engines; null or empty for none.</param>
    public static IEnumerable<ValidationResult> Check(EvaluatorProvider provider, bool fp16, string? engineCache)
    {
        if (fp16 && provider != EvaluatorProvider.TensorRT)
        {
            yield return new ValidationResult($"Fp16 is true but Provider is {provider}; half precision needs TensorRT.", ["Fp16"]);
        }

        if (!string.IsNullOrEmpty(engineCache) && provider != EvaluatorProvider.TensorRT)
        {
            yield return new ValidationResult($"EngineCache is '{engineCache}' but Provider is {provider}; only TensorRT has engines.", ["EngineCache"]);
        }
    }
}
