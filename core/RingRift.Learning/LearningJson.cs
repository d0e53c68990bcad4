using System.Text.Json.Serialization;
using RingRift.Learning.Networks;

namespace RingRift.Learning;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(NetworkSpec))]
internal sealed partial class LearningJson : JsonSerializerContext;
