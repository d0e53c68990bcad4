using System.Text.Json.Serialization;
using RingRift.Learning.Networks;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;

namespace RingRift.Learning;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(NetworkSpec))]
[JsonSerializable(typeof(GameRecord))]
[JsonSerializable(typeof(SampleMeta))]
internal sealed partial class LearningJson : JsonSerializerContext;
