import { Global, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import { PersonalData } from '../identity/index.ts';
import { AssessmentService } from './assessment.service.ts';
import { ClearanceService } from './clearance.service.ts';
import { DecisionService } from './decision.service.ts';
import { GrantForecastService } from './grant-forecast.service.ts';
import { GrantProducersView } from './grant-producers.view.ts';
import { PublishService } from './publish.service.ts';
import { RecipeHeadlineView } from './recipe-headline.view.ts';
import { RecipeStateRepository } from './recipe-state.repository.ts';
import { RecipeStateService } from './recipe-state.service.ts';
import { RecipeStandingService } from './recipe-standing.service.ts';
import { RecipeRepository } from './recipe.repository.ts';
import { RecipeService } from './recipe.service.ts';
import { RecipeView } from './recipe.view.ts';
import { RemoteClearanceService } from './remote-clearance.service.ts';
import { RemoteRecipeRepository } from './remote-recipe.repository.ts';
import { ForgetService } from './forget.service.ts';

const FACE = [
  AssessmentService,
  ClearanceService,
  ForgetService,
  GrantForecastService,
  GrantProducersView,
  PublishService,
  RecipeHeadlineView,
  RecipeService,
  RecipeStandingService,
  RecipeStateService,
  RemoteClearanceService,
];

@Global()
@Module({
  providers: [
    ...FACE,
    DecisionService,
    RecipeRepository,
    RecipeStateRepository,
    RecipeView,
    RemoteRecipeRepository,
  ],
  exports: FACE,
})
export class RecipesModule implements OnModuleInit {
  constructor(
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(RecipeRepository) private readonly recipes: RecipeRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.add('recipes', (userId) => this.recipes.publishedBy(userId));
  }
}
